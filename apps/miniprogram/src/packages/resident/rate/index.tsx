import { LIMITS } from '@liudan/shared/limits';
import type { Photo } from '@liudan/shared/media/contract';
import type { Score } from '@liudan/shared/ticket/status';
import { Image, View } from '@tarojs/components';
import { useEffect, useRef, useState } from 'react';
import { pressable, spoken, unspokenPicture } from '@/a11y.ts';
import { Button } from '@/components/Button/index.tsx';
import { Card } from '@/components/Card/index.tsx';
import { Chips } from '@/components/Chips/index.tsx';
import { Empty } from '@/components/Empty/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { Icon } from '@/components/Icon/index.tsx';
import { Page } from '@/components/Page/index.tsx';
import { SegmentedFaces } from '@/components/SegmentedFaces/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { TextArea } from '@/components/TextArea/index.tsx';
import { backOr, goBack, goTo, pageQuery, routes } from '@/routes.ts';
import { act, readTicket } from '@/services/act.ts';
import { useDistrict } from '@/services/district.ts';
import { wholePhotos } from '@/services/photos.ts';
import { forget, store as keep, randomKey, stored } from '@/services/platform.ts';
import { zoom } from '@/services/platform-files.ts';
import { type Problem, problemOf } from '@/services/problem.ts';
import { useHeard } from '@/services/useHeard.ts';
import { useRequest } from '@/services/useRequest.ts';
import './index.scss';

interface Scoring {
  /** A grade of the district's scale. */
  score: string | null;
  tags: string[];
  text: string;
}

const THANKS: Record<Score, string> = {
  satisfied: '您的评价会反馈给办理单位。这张单子就归档了，以后随时可以查看。',
  fair: '您的评价会反馈给办理单位，督促他们改进。这张单子就归档了，以后随时可以查看。',
  dissatisfied: '我们会重新办理。新的期限会写在单子上，办好后再请您评价。',
};

/** The reporter's score: before and after side by side, three faces, reasons, words. */
export default function Rate() {
  const [{ id = '' }] = useState(pageQuery);
  const keptUnder = `draft.rate.${id}`;
  const { district } = useDistrict();
  const { data, problem, reload } = useRequest(id, () => readTicket(id));
  useHeard(data && id);
  const [scoring, setScoring] = useState<Scoring>(
    () => stored<Scoring>(keptUnder) ?? { score: null, tags: [], text: '' },
  );
  const [refused, setRefused] = useState<Problem | null>(null);
  const [unchosen, setUnchosen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<Score | null>(null);
  const key = useRef(randomKey());
  useEffect(() => {
    if (scoring.score !== null) keep(keptUnder, scoring);
  }, [keptUnder, scoring]);

  if (done) return <Thanks score={done} onLook={() => backOr(routes.ticket, { id })} />;
  if (!data || !district) {
    return (
      <Page>{problem ? <ErrorState problem={problem} onRetry={() => void reload()} /> : <Skeleton cards={2} />}</Page>
    );
  }
  const { ticket, nextActions, version } = data;
  const rating = nextActions.find(({ action }) => action === 'rate');
  if (!rating) {
    return (
      <Page call>
        <Empty
          icon="circle-check"
          title={ticket.rating ? `您已经评价过：${ticket.rating.words}` : '现在还不能评价'}
          words={ticket.sentence}
        >
          <Button onPress={goBack}>返回</Button>
        </Empty>
      </Page>
    );
  }

  const { tags, text } = scoring;
  const { score: grades = [], tags: reasons = [] } = rating.options;
  // What was kept on the phone may be older than the scale.
  const score = grades.some(({ value }) => value === scoring.score) ? scoring.score : null;
  const countsAs = district.scale.find(({ id: grade }) => grade === score)?.countsAs ?? null;
  const send = async () => {
    setUnchosen(score === null);
    if (score === null) return;
    setBusy(true);
    setRefused(null);
    try {
      await act(id, 'rate', version, { score, tags, ...(text.trim() ? { text: text.trim() } : {}) }, key.current);
      forget(keptUnder);
      setDone(countsAs ?? 'fair');
    } catch (error) {
      const refusal = problemOf(error);
      setRefused(refusal);
      if (refusal.status >= 400 && refusal.status < 500 && refusal.code !== 'REQUEST_IN_PROGRESS')
        key.current = randomKey();
      if (refusal.status === 409) void reload();
      setBusy(false);
    }
  };

  return (
    <Page
      className="rate"
      call={{ community: ticket.community?.id ?? null, grid: ticket.grid?.id ?? null }}
      bar={
        <View>
          {unchosen && score === null && (
            <View className="rate__wrong" {...spoken({ role: 'alert' })}>
              请先点一个表情
            </View>
          )}
          <Button kind="primary" onPress={() => void send()} busy={busy && '正在提交…'}>
            提交评价
          </Button>
        </View>
      }
    >
      {refused && <ErrorState problem={refused} kept="您的评价已保存在手机里。" inline />}
      <View className="rate__question">办得怎么样？</View>
      <View className="rate__summary">{ticket.summary}</View>
      {(ticket.photos.length > 0 || ticket.afterPhotos.length > 0) && (
        <View className="rate__sides">
          <Side title="办理前" photos={ticket.photos} />
          <Side title="办理后" photos={ticket.afterPhotos} />
        </View>
      )}
      <Card>
        <SegmentedFaces
          options={grades}
          chosen={score}
          onChange={(next) => setScoring({ ...scoring, score: next, tags: [] })}
        />
        {district.scaleWords && <View className="rate__mapping">{district.scaleWords}</View>}
        {countsAs === 'dissatisfied' && (
          <View className="rate__promise" {...spoken({ role: 'status', live: 'polite' })}>
            我们会重新办理，办好后再请您评价。
          </View>
        )}
      </Card>
      {score && (
        <Card title="因为（可不选）">
          <Chips
            label="原因"
            choices={reasons.filter(({ group }) => group === score).map(({ value, label }) => ({ value, label }))}
            chosen={tags}
            onChange={(next) => setScoring({ ...scoring, tags: next })}
            max={LIMITS.tags}
          />
          <View className="rate__text">
            <TextArea
              label="想说的话"
              placeholder="想说的话（可不写）"
              value={text}
              onChange={(next) => setScoring({ ...scoring, text: next })}
              max={LIMITS.reason}
            />
          </View>
        </Card>
      )}
    </Page>
  );
}

function Side({ title, photos }: { title: string; photos: readonly Photo[] }) {
  const [first, ...rest] = wholePhotos(photos);
  const urls = wholePhotos(photos).map((photo) => photo.url);
  return (
    <View className="rate__side">
      <View className="rate__caption">
        {title}
        {rest.length > 0 && `（${photos.length} 张）`}
      </View>
      {first ? (
        <View
          {...pressable(() => void zoom(urls, first.url), { label: `${title}的照片，${photos.length} 张，点开看大图` })}
        >
          <Image className="rate__image" src={first.thumbUrl} mode="aspectFill" {...unspokenPicture} />
        </View>
      ) : (
        <View className="rate__image rate__image--none">没有照片</View>
      )}
    </View>
  );
}

function Thanks({ score, onLook }: { score: Score; onLook: () => void }) {
  return (
    <Page
      call
      bar={
        <>
          <Button onPress={() => goTo(routes.home)}>回首页</Button>
          <Button kind="primary" onPress={onLook}>
            看这张单子
          </Button>
        </>
      }
    >
      <View className="rate__thanks" {...spoken({ role: 'status', live: 'polite' })}>
        <Icon name="circle-check" size="huge" className="rate__tick" />
        <View className="rate__question">谢谢您的评价</View>
        <View>{THANKS[score]}</View>
      </View>
    </Page>
  );
}
