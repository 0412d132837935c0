import type { SimilarTicket } from '@liudan/shared/ticket/similar/contract';
import { isOfLedger } from '@liudan/shared/visit/rules';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { spoken } from '@/a11y.ts';
import { Button } from '@/components/Button/index.tsx';
import { Card } from '@/components/Card/index.tsx';
import { CategorySheet } from '@/components/CategorySheet/index.tsx';
import { Chips } from '@/components/Chips/index.tsx';
import { Empty } from '@/components/Empty/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
import { Page } from '@/components/Page/index.tsx';
import { PhotoGrid } from '@/components/PhotoGrid/index.tsx';
import { SimilarSheet } from '@/components/SimilarSheet/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { TextArea } from '@/components/TextArea/index.tsx';
import { Toggle } from '@/components/Toggle/index.tsx';
import { goBack, goTo, replaceWith, routes } from '@/routes.ts';
import { useDistrict } from '@/services/district.ts';
import { usePhotos } from '@/services/photos.ts';
import { choosePlaceFor } from '@/services/placing.ts';
import { confirm } from '@/services/platform.ts';
import { areaWords } from '@/services/report.ts';
import { useSimilar } from '@/services/similar.ts';
import { changeIntake, clearIntake, currentIntake, type IntakeDraft, useIntake } from './draft.ts';
import { CHANNELS, hasReporter, isOrder, missing } from './form.ts';
import { GroupRow } from './GroupRow.tsx';
import { Outcome } from './Outcome.tsx';
import { Reporter } from './Reporter.tsx';
import { type Done, useEnter } from './useEnter.ts';
import './index.scss';

const PHOTO_LIMITS = { max: 9, bytes: 20 * 1_048_576 };

/** 代登记: what a resident said, by whatever way, written down by staff. */
export default function Intake() {
  const { district, problem: unreachable, reload } = useDistrict();
  const draft = useIntake();
  const limits = district?.limits;
  const photos = usePhotos(
    limits ? { max: limits.photosPerReport, bytes: limits.photoBytes } : PHOTO_LIMITS,
    currentIntake().photos,
    (items) => changeIntake({ photos: items }),
  );
  const { busy, problem, done, enter, join, again } = useEnter();
  const order = isOrder(draft);
  const similar = useSimilar(order ? draft : { ...draft, place: null });
  const [like, setLike] = useState<SimilarTicket[]>([]);
  const [choosing, setChoosing] = useState(false);
  const [tried, setTried] = useState(false);

  const startOver = async () => {
    const sure = await confirm({ title: '清空重写？', words: '填写的内容、照片和位置都会清掉。', yes: '清空' });
    if (!sure) return;
    for (const { key } of photos.items) photos.remove(key);
    clearIntake();
    setTried(false);
  };
  if (!district)
    return (
      <Page>{unreachable ? <ErrorState problem={unreachable} onRetry={() => void reload()} /> : <Skeleton />}</Page>
    );
  if (done)
    return (
      <Finished
        done={done}
        onAgain={() => {
          for (const { key } of photos.items) photos.remove(key);
          setTried(false);
          again();
        }}
      />
    );

  const lacking = missing(draft);
  const wrong = tried ? lacking : {};
  const firstWrong = Object.values(wrong)[0];
  const submit = async () => {
    setTried(true);
    if (Object.keys(lacking).length > 0) return;
    const found = order && draft.visitId === null ? await similar.settled() : [];
    if (found.length > 0) setLike(found);
    else void enter();
  };
  return (
    <Page
      className="intake"
      bar={
        <View>
          {firstWrong && (
            <View className="intake__wrong" {...spoken({ role: 'alert' })}>
              {firstWrong}
            </View>
          )}
          <Button kind="primary" onPress={() => void submit()} busy={busy && '正在登记…'}>
            {order ? '登记并转为工单' : '记入走访台账'}
          </Button>
        </View>
      }
    >
      {problem && <ErrorState problem={problem} kept="您填写的内容已保存在手机里。" inline />}
      {draft.visitId === null && (
        <Card title="来源">
          <Chips
            label="来源"
            choices={CHANNELS.map((channel) => ({ value: channel, label: district.wording.channels[channel] }))}
            chosen={[draft.channel]}
            onChange={([value]) => {
              const channel = CHANNELS.find((one) => one === value);
              if (channel) changeIntake({ channel });
            }}
            single
          />
          {draft.channel === 'inspection' && (
            <View className="intake__note">巡查发现的问题没有反映人，您可以自己办理。</View>
          )}
        </Card>
      )}
      {hasReporter(draft) && <Reporter draft={draft} wrong={wrong} />}
      <Card title={draft.channel === 'inspection' ? '发现的问题' : '反映的内容'}>
        {order && <PhotoGrid photos={photos} max={district.limits.photosPerReport} />}
        <View className="intake__below">
          <TextArea
            label="内容"
            value={draft.text}
            onChange={(text) => changeIntake({ text })}
            placeholder="时间、地点、什么问题……"
            max={district.limits.words}
            problem={wrong.text}
          />
        </View>
        <ListRow icon="map-pin" title="位置" note={placeWords(draft)} onPress={() => choose(draft)} />
        {order && (
          <ListRow
            icon="clipboard-list"
            title="类别"
            aside={draft.category?.name ?? '可不选'}
            onPress={() => setChoosing(true)}
          />
        )}
        {isOfLedger(draft.channel) && draft.visitId === null && <GroupRow draft={draft} />}
      </Card>
      {isOfLedger(draft.channel) && draft.visitId === null && <Outcome draft={draft} wrong={wrong} />}
      {hasReporter(draft) && (
        <Card>
          <Toggle
            icon="shield-check"
            label="已告知反映人登记的内容和用途"
            on={draft.informed}
            onChange={(informed) => changeIntake({ informed })}
          />
        </Card>
      )}
      <Button kind="quiet" onPress={() => void startOver()}>
        清空重写
      </Button>
      <CategorySheet
        open={choosing}
        district={district}
        chosen={draft.category}
        onChoose={(category) => changeIntake({ category })}
        onClose={() => setChoosing(false)}
      />
      <SimilarSheet
        open={like.length > 0}
        items={like}
        joinWords="就是这件，让他一起跟进"
        onJoin={(ticket) => void join(ticket)}
        continueWords="不是，继续登记"
        onContinue={() => {
          setLike([]);
          void enter();
        }}
        onClose={() => setLike([])}
        problem={like.length > 0 ? problem : null}
        busy={busy}
      />
    </Page>
  );
}

const choose = ({ place, address }: IntakeDraft) =>
  choosePlaceFor({ place, address, use: (chosen, words) => changeIntake({ place: chosen, address: words }) });

const placeWords = ({ place, address }: IntakeDraft): string =>
  place === null ? '请选择位置、网格或社区' : [address.trim(), areaWords(place)].filter(Boolean).join(' · ');

/** What came of it, and what may follow. */
function Finished({ done, onAgain }: { done: Done; onAgain: () => void }) {
  const { title, words, ticketId } = done;
  return (
    <Page>
      <Empty icon="circle-check" title={title} words={words}>
        {ticketId && (
          <Button kind="primary" onPress={() => replaceWith(routes.staffTicket, { id: ticketId })}>
            看这件工单
          </Button>
        )}
        <Button onPress={onAgain}>再登记一件</Button>
        <Button kind="quiet" onPress={() => goTo(routes.staffVisits)}>
          看走访台账
        </Button>
        <Button kind="quiet" onPress={goBack}>
          返回
        </Button>
      </Empty>
    </Page>
  );
}
