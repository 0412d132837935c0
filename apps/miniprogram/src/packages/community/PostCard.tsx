import type { PostCard as Post } from '@liudan/shared/community/contract';
import { Image, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { unspokenPicture } from '@/a11y.ts';
import { Card } from '@/components/Card/index.tsx';
import { SixDots } from '@/components/SixDots/index.tsx';
import { Tag } from '@/components/Tag/index.tsx';
import { photoAddress } from '@/services/http.ts';
import { agoWords } from '@/services/when.ts';
import { toneOf } from './words.ts';
import './post.scss';

interface Props {
  post: Post;
  onPress: () => void;
  /** Said in the first line beside the author: the community, for whoever has several. */
  place?: string | null;
  /** What staff see below. */
  children?: ReactNode;
}

/** One question of a list: who asked, what was answered, and how far an order made of it is. */
export function PostCard({ post, onPress, place, children }: Props) {
  const { summary, author, at, state, stateWords, answer, promise, order, thumbUrl } = post;
  return (
    <Card className="post" onPress={onPress}>
      <View className="post__top">
        <View className="post__words">
          <View className="post__summary">{summary}</View>
          <View className="post__who">
            {[author.name, place, agoWords(at, Date.now())].filter(Boolean).join(' · ')}
          </View>
        </View>
        {thumbUrl && (
          <Image className="post__thumb" src={photoAddress(thumbUrl)} mode="aspectFill" {...unspokenPicture} lazyLoad />
        )}
      </View>
      {state !== 'shown' && (
        <View className="post__tag">
          <Tag tone={toneOf(state)}>{stateWords}</Tag>
        </View>
      )}
      {order && (
        <View className="post__order">
          <SixDots steps={order.dots} words={order.dotsWords} />
          <View className="post__note">{order.sentence}</View>
        </View>
      )}
      {!order && answer && (
        <View className="post__answer">
          <View className="post__from">{answer.from}答复</View>
          <View>{answer.beginning}</View>
        </View>
      )}
      {!order && !answer && promise && !children && <View className="post__note">{promise}</View>}
      {children}
    </Card>
  );
}
