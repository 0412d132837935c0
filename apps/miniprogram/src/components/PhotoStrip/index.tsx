import { Image, View } from '@tarojs/components';
import { spoken, unspokenPicture } from '@/a11y.ts';
import type { PhotoItem } from '@/services/photos.ts';
import './index.scss';

/** Photos that lie on the phone, small and only to be seen. */
export function PhotoStrip({ photos }: { photos: readonly PhotoItem[] }) {
  const shown = photos.flatMap(({ key, path }) => (path === null ? [] : [{ key, path }]));
  if (shown.length === 0) return null;
  return (
    <View className="photostrip" {...spoken({ role: 'img', label: `${shown.length} 张照片` })}>
      {shown.map(({ key, path }) => (
        <Image key={key} className="photostrip__image" src={path} mode="aspectFill" {...unspokenPicture} />
      ))}
    </View>
  );
}
