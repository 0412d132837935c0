import type { PostView } from '@liudan/shared/community/contract';
import type { Entered } from '@liudan/shared/ticket/reporting/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { Chips } from '@/components/Chips/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { Field, FieldFrame } from '@/components/Field/index.tsx';
import { PhotoRow } from '@/components/PhotoRow/index.tsx';
import { Sheet } from '@/components/Sheet/index.tsx';
import { TextArea } from '@/components/TextArea/index.tsx';
import { useDistrict } from '@/services/district.ts';
import { type Problem, problemOf } from '@/services/problem.ts';
import { useKept } from '@/services/useKept.ts';
import { sendOnce } from '../send.ts';
import '../say.scss';

interface Props {
  post: PostView;
  onDone: (ticket: Entered) => void;
  onClose: () => void;
}

/** Makes an order of a question: its words and photos as they are, changed where the desk knows better, and where it is. */
export function OrderSheet({ post, onDone, onClose }: Props) {
  const { district } = useDistrict();
  const memory = `draft.order.${post.id}`;
  const fresh = { text: post.text, grid: '', address: '', photos: post.photos.map(({ id }) => id) };
  const { value, change, clear } = useKept(memory, fresh);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const communities = district?.streets.flatMap((street) => street.communities) ?? [];
  const grids = communities.find(({ id }) => id === post.community.id)?.grids ?? [];
  const fields = problem?.fields ?? {};
  const submit = async () => {
    setBusy(true);
    setProblem(null);
    const where = value.grid ? { grid: value.grid } : { community: post.community.id };
    const place = { ...where, ...(value.address.trim() ? { address: value.address } : {}) };
    try {
      const body = { text: value.text, place, photos: value.photos };
      const ticket = await sendOnce<Entered>(`${memory}.sent`, `/posts/${post.id}/order`, body);
      clear();
      onDone(ticket);
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
    }
  };
  return (
    <Sheet
      open
      title="转为工单"
      onClose={onClose}
      bar={
        <Button kind="primary" onPress={() => void submit()} busy={busy && '正在转单…'}>
          转为工单
        </Button>
      }
    >
      {problem && <ErrorState problem={problem} kept="您改的内容已保存在手机里。" inline />}
      <View className="say__hint">反映人是提问的居民，他会收到办理通知；邻居只看得到办到哪一步。</View>
      <FieldFrame label="反映的问题">
        <TextArea
          label="反映的问题"
          value={value.text}
          onChange={(text) => change({ text })}
          max={district?.limits.words ?? 1000}
          problem={fields.text}
        />
      </FieldFrame>
      {grids.length > 0 && (
        <FieldFrame label="在哪个网格" hint="不清楚可以不选">
          <Chips
            label="在哪个网格"
            single
            choices={grids.map(({ id, name }) => ({ value: id, label: name }))}
            chosen={value.grid ? [value.grid] : []}
            onChange={([grid = '']) => change({ grid })}
          />
        </FieldFrame>
      )}
      <Field
        label="具体位置"
        value={value.address}
        onChange={(address) => change({ address })}
        placeholder="比如：三栋二单元门口"
        maxLength={120}
        problem={fields['place.address']}
      />
      {post.photos.length > 0 && (
        <FieldFrame label="一起转过去的照片">
          <PhotoRow photos={post.photos} what="提问的照片" />
          <View className="thread__acts">
            <Chips
              label="一起转过去的照片"
              choices={post.photos.map(({ id }, at) => ({ value: id, label: `第 ${at + 1} 张` }))}
              chosen={value.photos}
              onChange={(photos) => change({ photos })}
            />
          </View>
        </FieldFrame>
      )}
    </Sheet>
  );
}
