import type { Photo } from '@liudan/shared/media/contract';
import { Image, View } from '@tarojs/components';
import { pressable, unspokenPicture } from '@/a11y.ts';
import { wholePhotos } from '@/services/photos.ts';
import { zoom } from '@/services/platform-files.ts';
import './index.scss';

/** Photos to look at: thumbnails, a tap opens them large. `what` says what is on them, for the ear. */
export function PhotoRow({ photos, what }: { photos: readonly Photo[]; what: string }) {
  if (photos.length === 0) return null;
  const whole = wholePhotos(photos);
  const urls = whole.map((photo) => photo.url);
  return (
    <View className="photorow">
      {whole.map((photo, at) => (
        <View
          key={photo.id}
          {...pressable(() => void zoom(urls, photo.url), { label: `${what}，第 ${at + 1} 张，共 ${whole.length} 张` })}
        >
          <Image className="photorow__image" src={photo.thumbUrl} mode="aspectFill" {...unspokenPicture} lazyLoad />
        </View>
      ))}
    </View>
  );
}
