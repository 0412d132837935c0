import { LIMITS } from '@liudan/shared/limits';
import { View } from '@tarojs/components';
import { Card } from '@/components/Card/index.tsx';
import { Field } from '@/components/Field/index.tsx';
import { PhotoGrid } from '@/components/PhotoGrid/index.tsx';
import { Tag } from '@/components/Tag/index.tsx';
import { TextArea } from '@/components/TextArea/index.tsx';
import { Toggle } from '@/components/Toggle/index.tsx';
import { usePhotos } from '@/services/photos.ts';
import { changePost, type RelayPost } from './draft.ts';

interface Props {
  post: RelayPost;
  position: number;
  limits: { photosPerReport: number; photoBytes: number; words: number };
}

/** What one person said: to be corrected, given its photos, and taken or left. */
export function PostCard({ post, position, limits }: Props) {
  const { id, name, text, pictures, included, number, problem } = post;
  const photos = usePhotos({ max: limits.photosPerReport, bytes: limits.photoBytes }, post.photos, (items) =>
    changePost(id, { photos: items }),
  );
  const title = `第 ${position} 条${name && ` · ${name}`}`;
  if (number !== null)
    return (
      <Card title={title} aside={<Tag tone="brand">已登记</Tag>}>
        <View className="relay__text">{text}</View>
        <View className="relay__note">工单 {number}</View>
      </Card>
    );
  return (
    <Card title={title}>
      <Toggle
        label={included ? '登记这一条' : '不登记这一条'}
        on={included}
        onChange={(on) => changePost(id, { included: on })}
      />
      {included ? (
        <>
          <Field
            label="群里的称呼"
            value={name}
            onChange={(words) => changePost(id, { name: words })}
            maxLength={LIMITS.name}
          />
          <TextArea
            label={`第 ${position} 条的内容`}
            value={text}
            onChange={(words) => changePost(id, { text: words })}
            max={limits.words}
          />
          {pictures > 0 && <View className="relay__note">群里有 {pictures} 张图片，请从相册选上。</View>}
          <View className="relay__photos">
            <PhotoGrid photos={photos} max={limits.photosPerReport} />
          </View>
          {problem && <View className="relay__wrong">{problem}</View>}
        </>
      ) : (
        <View className="relay__text">{text}</View>
      )}
    </Card>
  );
}
