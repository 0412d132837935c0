import type { DistrictView } from '@liudan/shared/district/contract';
import type { SimilarTicket } from '@liudan/shared/ticket/similar/contract';
import { View } from '@tarojs/components';
import { useEffect, useRef, useState } from 'react';
import { pressable, spoken } from '@/a11y.ts';
import { Button } from '@/components/Button/index.tsx';
import { Card } from '@/components/Card/index.tsx';
import { CategorySheet } from '@/components/CategorySheet/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { Icon } from '@/components/Icon/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
import { Page } from '@/components/Page/index.tsx';
import { PhotoGrid } from '@/components/PhotoGrid/index.tsx';
import { WaitingReceipt } from '@/components/Receipt/index.tsx';
import { Sheet } from '@/components/Sheet/index.tsx';
import { SimilarSheet } from '@/components/SimilarSheet/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { TextArea } from '@/components/TextArea/index.tsx';
import { Toggle } from '@/components/Toggle/index.tsx';
import { VoiceInput } from '@/components/VoiceInput/index.tsx';
import { goTo, pageQuery, routes } from '@/routes.ts';
import { agreeHere, useAgreed } from '@/services/agreement.ts';
import { useCommunity, useDistrict } from '@/services/district.ts';
import { changeDraft, clearDraft, currentDraft, draftNumber, useDraft } from '@/services/draft.ts';
import { type PhotoItem, usePhotos } from '@/services/photos.ts';
import { confirm, isH5 } from '@/services/platform.ts';
import { understands } from '@/services/recorder.ts';
import { isBlank, missing, withHeard } from '@/services/report.ts';
import { useSimilar } from '@/services/similar.ts';
import { useMe } from '@/services/tokens.ts';
import { Gate } from './Gate.tsx';
import { PhoneSheet } from './PhoneSheet.tsx';
import { placeWords } from './placeWords.ts';
import { useLocated } from './useLocated.ts';
import { useSend } from './useSend.ts';
import './index.scss';

type Open = 'category' | 'phone' | 'accusation' | null;

/** What comes before: the district's rules, and the agreement to its privacy notice. */
export default function Report() {
  const { district, problem, reload } = useDistrict();
  const agreed = useAgreed(district?.privacy.version);
  // Whoever has begun goes on writing, though his session may end meanwhile.
  const begun = useRef(false);
  begun.current ||= agreed;
  const [waiting, setWaiting] = useState<string | null>(null);
  if (!district) {
    return (
      <Page>
        {problem ? (
          <ErrorState problem={problem} kept="草稿已保存在手机里。" onRetry={() => void reload()} />
        ) : (
          <Skeleton />
        )}
      </Page>
    );
  }
  if (waiting) return <WaitingReceipt waiting={waiting} onAgain={() => setWaiting(null)} />;
  if (!begun.current) return <Gate onAgree={() => agreeHere(district.privacy.version)} />;
  return <Writing district={district} onKept={setWaiting} />;
}

function Writing({ district, onKept }: { district: DistrictView; onKept: (key: string) => void }) {
  const { draft, kept } = useDraft();
  const me = useMe();
  const community = useCommunity();
  const { limits } = district;
  const number = useRef(draftNumber());
  const photos = usePhotos(
    { max: limits.photosPerReport, bytes: limits.photoBytes },
    currentDraft().photos,
    (items) => {
      if (number.current === draftNumber()) changeDraft({ photos: items });
    },
  );
  const locating = useLocated();
  const { busy, problem, send, join } = useSend(onKept);
  const similar = useSimilar(draft);
  const [like, setLike] = useState<SimilarTicket[]>([]);
  const [open, setOpen] = useState<Open>(null);
  const [tried, setTried] = useState(false);
  const [from] = useState(() => pageQuery().from);

  const opened = useRef(false);
  useEffect(() => {
    // In a browser only a tap may open the file chooser.
    if (opened.current || isH5 || from !== 'camera' || currentDraft().photos.length > 0) return;
    opened.current = true;
    void photos.add();
  }, [from, photos.add]);

  // What is missing is said after the first try, and taken back as soon as it is there.
  const lacking = missing(draft);
  const wrong: typeof lacking = tried ? lacking : {};
  const submit = () => {
    setTried(true);
    if (Object.keys(lacking).length > 0) return;
    // An unanswered sending may have made the ticket already: it is sent again as it was.
    if (similar.items.length > 0 && draft.attempt === null) setLike(similar.items);
    else send(district);
  };
  const write = (heard: string, before: string) =>
    changeDraft({ text: withHeard(currentDraft().text, heard, before, limits.words) });
  const startOver = async () => {
    const sure = await confirm({ title: '清空重写？', words: '文字、照片和位置都会清掉。', yes: '清空' });
    if (!sure) return;
    for (const { key } of photos.items) photos.remove(key);
    clearDraft();
    number.current = draftNumber();
  };

  const firstWrong = wrong.text ?? wrong.place ?? wrong.phone;
  const fields = problem?.fields ?? {};
  return (
    <Page
      className="report"
      call
      bar={
        <View>
          {firstWrong && (
            <View className="report__wrong" {...spoken({ role: 'alert' })}>
              {firstWrong}
            </View>
          )}
          <Button kind="primary" onPress={submit} busy={busy && '正在提交…'}>
            提交
          </Button>
        </View>
      }
    >
      {problem && <ErrorState problem={problem} kept="您填写的内容已保存在手机里。" inline />}
      <Card>
        <PhotoGrid photos={photos} max={district.limits.photosPerReport} />
        <PhotoNote items={photos.items} />
        <VoiceInput voice={draft.voice} onChange={(voice) => changeDraft({ voice })} onWords={write} />
        <View className="report__words">
          <TextArea
            label="说说是什么问题"
            value={draft.text}
            onChange={(text) => changeDraft({ text })}
            placeholder={draft.voice ? '还可以再写几句（可不填）' : '说说是什么问题……'}
            max={district.limits.words}
            problem={wrong.text ?? fields.text}
            focus={from === 'words'}
            bare
          />
          {from === 'words' && draft.text === '' && !understands && (
            <View className="report__note">想让话变成文字，按键盘上的话筒。</View>
          )}
          {community && (
            <Button kind="quiet" icon="search" onPress={() => goTo(routes.communityPage, { tab: 'posts' })}>
              先看看有没有答案
            </Button>
          )}
        </View>
      </Card>
      <Card>
        <ListRow icon="map-pin" title="位置" note={placeWords(draft, locating)} onPress={() => goTo(routes.place)} />
        <ListRow
          icon="clipboard-list"
          title="类别"
          aside={draft.category?.name ?? '可不选'}
          onPress={() => setOpen('category')}
        />
        <ListRow
          icon="phone"
          title="联系电话"
          aside={draft.phone || me?.phone || '可不填'}
          onPress={() => setOpen('phone')}
        />
        <Toggle
          icon="user-round"
          label="不向承办单位公开我的姓名"
          on={draft.hideName}
          onChange={(hideName) => changeDraft({ hideName })}
        />
      </Card>
      <View className="report__foot">
        <View className="report__kept" {...spoken({ role: 'status', live: 'polite' })}>
          {isBlank(draft) ? '写的内容会自动存为草稿' : kept ? '草稿已保存' : '手机空间不足，草稿没能保存'}
        </View>
        {!isBlank(draft) && (
          <Button kind="quiet" onPress={() => void startOver()}>
            清空重写
          </Button>
        )}
      </View>
      <View className="report__accuse" {...pressable(() => setOpen('accusation'), { label: '检举公职人员请看这里' })}>
        <Icon name="shield-check" size="small" />
        <View>检举公职人员请看这里</View>
      </View>
      <CategorySheet
        open={open === 'category'}
        district={district}
        chosen={draft.category}
        onChoose={(category) => changeDraft({ category })}
        onClose={() => setOpen(null)}
      />
      <SimilarSheet
        open={like.length > 0}
        items={like}
        joinWords="这就是我的问题，一起跟进"
        onJoin={(ticket) => join(district, ticket)}
        continueWords="不是，继续提交"
        onContinue={() => {
          setLike([]);
          send(district);
        }}
        onClose={() => setLike([])}
        problem={like.length > 0 ? problem : null}
        busy={busy}
      />
      <PhoneSheet open={open === 'phone'} onFile={me?.phone ?? null} onClose={() => setOpen(null)} />
      <Sheet open={open === 'accusation'} title="检举公职人员" onClose={() => setOpen(null)}>
        {district.accusationNotice}
      </Sheet>
    </Page>
  );
}

/** What is the matter with photos that have not arrived: those that wait go by themselves, the others say why they can't. */
function PhotoNote({ items }: { items: readonly PhotoItem[] }) {
  const failed = items.filter(({ state }) => state === 'failed');
  const waiting = failed.filter(({ waits }) => waits).length;
  const refused = failed.find(({ waits }) => !waits);
  if (failed.length === 0) return null;
  return (
    <View className="report__note report__note--wrong" {...spoken({ role: 'status', live: 'polite' })}>
      {waiting > 0 && <View>有 {waiting} 张在等网络，会自动上传；可以先提交。</View>}
      {refused && (
        <View>
          第 {items.indexOf(refused) + 1} 张没传上去：{refused.problem} 点照片重试；不重试也可以先提交。
        </View>
      )}
    </View>
  );
}
