import type { NoticeCard as Notice } from '@liudan/shared/community/contract';
import { Image, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { unspokenPicture } from '@/a11y.ts';
import { Card } from '@/components/Card/index.tsx';
import { Tag } from '@/components/Tag/index.tsx';
import { photoAddress } from '@/services/http.ts';
import { agoWords, dateWords } from '@/services/when.ts';
import './post.scss';

interface Props {
  notice: Notice;
  onPress: () => void;
  /** What those who write it see below. */
  children?: ReactNode;
}

/** One notice of a list. */
export function NoticeCard({ notice, onPress, children }: Props) {
  const { title, topicWords, beginning, from, pinned, publishedAt, until, thumbUrl } = notice;
  const now = Date.now();
  const ahead = new Date(publishedAt).getTime() > now;
  return (
    <Card className="post" onPress={onPress}>
      <View className="post__top">
        <View className="post__words">
          <View className="post__summary">{title}</View>
          <View className="post__who">{beginning}</View>
        </View>
        {thumbUrl && (
          <Image className="post__thumb" src={photoAddress(thumbUrl)} mode="aspectFill" {...unspokenPicture} lazyLoad />
        )}
      </View>
      <View className="post__tag">
        {pinned && <Tag tone="brand">置顶</Tag>}
        <Tag>{topicWords}</Tag>
      </View>
      <View className="post__who">
        {[
          from,
          ahead ? `${dateWords(publishedAt, now)} 发布` : agoWords(publishedAt, now),
          until && `${dateWords(until, now)} 截止`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </View>
      {children}
    </Card>
  );
}
