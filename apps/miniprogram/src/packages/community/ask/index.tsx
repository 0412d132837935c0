import type { Posted } from '@liudan/shared/community/contract';
import type { DistrictView } from '@liudan/shared/district/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { spoken } from '@/a11y.ts';
import { Button } from '@/components/Button/index.tsx';
import { Card } from '@/components/Card/index.tsx';
import { Consent } from '@/components/Consent/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { Page } from '@/components/Page/index.tsx';
import { PhotoGrid } from '@/components/PhotoGrid/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { TextArea } from '@/components/TextArea/index.tsx';
import { pageQuery, replaceWith, routes } from '@/routes.ts';
import { useCommunity, useDistrict } from '@/services/district.ts';
import { agreeToPrivacy, readMe } from '@/services/me.ts';
import { type PhotoItem, usePhotos } from '@/services/photos.ts';
import { sayDone } from '@/services/platform.ts';
import { type Problem, problemOf } from '@/services/problem.ts';
import { useMe } from '@/services/tokens.ts';
import { useKept } from '@/services/useKept.ts';
import { keptPhotos } from '../photos.ts';
import { sendOnce } from '../send.ts';
import './index.scss';

interface Question {
  text: string;
  photos: PhotoItem[];
}

/** Asks the community: words and photos, kept as a draft until they have arrived. */
export default function Ask() {
  const { district, problem, reload } = useDistrict();
  if (district) return <Form district={district} />;
  return <Page>{problem ? <ErrorState problem={problem} onRetry={() => void reload()} /> : <Skeleton />}</Page>;
}

function Form({ district }: { district: DistrictView }) {
  const [asked] = useState(pageQuery);
  const community = useCommunity();
  const me = useMe();
  const id = asked.id ?? community?.id ?? '';
  const memory = `draft.ask.${id}`;
  const { value, change, clear } = useKept<Question>(memory, { text: '', photos: [] });
  const { limits, privacy } = district;
  const photos = usePhotos(
    { max: limits.photosPerReport, bytes: limits.photoBytes },
    keptPhotos(value.photos),
    (items) => change({ photos: items }),
  );
  const [agreed, setAgreed] = useState(false);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const agreedBefore = me?.privacyVersion === privacy.version;
  const empty = value.text.trim() === '';
  const lacking = empty
    ? '请写下您的问题。'
    : photos.sending
      ? '照片还在上传，请稍等。'
      : agreedBefore || agreed
        ? null
        : '请先阅读并同意隐私说明。';

  const submit = async () => {
    setTried(true);
    if (lacking) return;
    setBusy(true);
    setProblem(null);
    try {
      if ((me ?? (await readMe())).privacyVersion !== privacy.version) await agreeToPrivacy(privacy.version);
      const body = { text: value.text, photos: photos.ids, consent: privacy.version };
      const post = await sendOnce<Posted>(`${memory}.sent`, `/communities/${id}/posts`, body);
      clear();
      sayDone('已发出');
      replaceWith(routes.thread, { id: post.id });
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
    }
  };
  return (
    <Page
      bar={
        <View>
          {tried && lacking && (
            <View className="ask__wrong" {...spoken({ role: 'alert' })}>
              {lacking}
            </View>
          )}
          <Button kind="primary" onPress={() => void submit()} busy={busy && '正在发送…'}>
            发出提问
          </Button>
        </View>
      }
    >
      {problem && <ErrorState problem={problem} kept="您写的内容已保存在手机里。" inline />}
      <Card>
        <View className="ask__hint">工作人员看过后邻居才看得到，名字只显示姓。请不要写电话、门牌等个人信息。</View>
        <TextArea
          label="您想问什么"
          value={value.text}
          onChange={(text) => change({ text })}
          placeholder="您想问什么……"
          max={limits.words}
          problem={(tried && empty && '请写下您的问题') || problem?.fields?.text}
          bare
        />
        <View className="ask__photos">
          <PhotoGrid photos={photos} max={limits.photosPerReport} invite="加照片（可不加）" />
        </View>
      </Card>
      {!agreedBefore && <Consent agreed={agreed} onChange={setAgreed} wrong={tried && !agreed} />}
      <View className="ask__kept" {...spoken({ role: 'status', live: 'polite' })}>
        {empty && value.photos.length === 0 ? '写的内容会自动存为草稿' : '草稿已保存'}
      </View>
    </Page>
  );
}
