import type { EntryCard, EntryPicture } from '@liudan/shared/entry/contract';
import { Image, Button as NativeButton, View } from '@tarojs/components';
import { useState } from 'react';
import { spoken, unspokenPicture } from '@/a11y.ts';
import { Button } from '@/components/Button/index.tsx';
import { Card } from '@/components/Card/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
import { Page } from '@/components/Page/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { goTo, pageQuery, routes } from '@/routes.ts';
import { photoAddress, request } from '@/services/http.ts';
import { confirm, copy, isH5, say, sayDone } from '@/services/platform.ts';
import { problemOf } from '@/services/problem.ts';
import { invitation, useShared } from '@/services/share.ts';
import { useRequest } from '@/services/useRequest.ts';
import { PosterSheet } from '../codes/PosterSheet.tsx';
import { useShownAgain } from '../meeting/useShownAgain.ts';
import { canPrint } from '../taking.ts';
import { savePicture } from './saving.ts';
import './index.scss';

/** One code: its picture to be saved, printed or passed on, and how often it is opened. */
export default function Code() {
  const [{ code = '' }] = useState(pageQuery);
  const card = useRequest(code, () => request<EntryCard>(`/codes/${code}/card`));
  const picture = useRequest(code, () => request<EntryPicture>(`/codes/${code}/picture`));
  const [printing, setPrinting] = useState(false);
  const [saving, setSaving] = useState(false);
  useShared(() => ({ title: invitation(card.data?.community ?? null), code }));
  useShownAgain(() => void card.reload());
  const { data, problem } = card;
  if (!data)
    return (
      <Page>
        {problem ? <ErrorState problem={problem} onRetry={() => void card.reload()} /> : <Skeleton lines={4} />}
      </Page>
    );
  const { words, kindWords, grid, address, place, link, uses, canChange, retiredAt, community } = data;
  const save = async (url: string) => {
    setSaving(true);
    const done = await savePicture(photoAddress(url), `${words} ${code}`);
    setSaving(false);
    if (done) sayDone('已保存');
  };
  const retire = async () => {
    const sure = await confirm({
      title: '停用这个二维码？',
      words: '贴出去的码仍能打开社区首页，但不再带出位置和网格。停用后不能恢复。',
      yes: '停用',
    });
    if (!sure) return;
    try {
      card.put(await request<EntryCard>(`/codes/${code}/retire`, { method: 'POST' }));
      sayDone('已停用');
    } catch (error) {
      say(problemOf(error).message);
    }
  };
  const shown = picture.data;
  return (
    <Page
      bar={
        shown && (
          <>
            {canPrint && retiredAt === null && <Button onPress={() => setPrinting(true)}>打印海报</Button>}
            <Button kind="primary" busy={saving && '正在保存…'} onPress={() => void save(shown.url)}>
              保存图片
            </Button>
          </>
        )
      }
    >
      <Card>
        <View className="waycode__words" {...spoken({ role: 'heading' })}>
          {words}
        </View>
        <View className="waycode__note">{[kindWords, grid?.name, `编号 ${code}`].filter(Boolean).join(' · ')}</View>
        {shown && (
          <View className="waycode__picture" {...spoken({ role: 'img', label: `${words}的二维码` })}>
            <Image
              className="waycode__image"
              src={photoAddress(shown.url)}
              mode="aspectFit"
              showMenuByLongpress
              {...unspokenPicture}
            />
          </View>
        )}
        {picture.loading && <Skeleton cards={1} lines={4} />}
        {picture.problem && !shown && (
          <ErrorState problem={picture.problem} onRetry={() => void picture.reload()} inline />
        )}
        {shown?.why && <View className="waycode__why">{shown.why}</View>}
        {retiredAt !== null && <View className="waycode__why">已停用：扫码只打开社区首页。</View>}
      </Card>
      <Card>
        <ListRow icon="map-pin" title="上报时的地址" note={address || '由居民自己定位或填写'} />
        <ListRow icon="locate-fixed" title="地图上的位置" aside={place ? '已标' : '没有标'} />
        <ListRow icon="eye" title="打开次数" note={`近 30 天 ${uses.month} 次，共 ${uses.all} 次`} />
      </Card>
      <View className="waycode__acts">
        {!isH5 && (
          <NativeButton className="waycode__share" openType="share" {...spoken({ label: '分享到居民群' })}>
            分享到居民群
          </NativeButton>
        )}
        <Button onPress={() => void copy(link)}>复制网页链接</Button>
        {canChange && (
          <Button icon="pencil" onPress={() => goTo(routes.staffNewCode, { code })}>
            修改
          </Button>
        )}
        {canChange && (
          <Button kind="quiet" onPress={() => void retire()}>
            停用这个二维码
          </Button>
        )}
      </View>
      {printing && <PosterSheet community={community.id} code={code} onClose={() => setPrinting(false)} />}
    </Page>
  );
}
