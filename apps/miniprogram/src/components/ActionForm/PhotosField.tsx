import { type PhotoItem, usePhotos } from '@/services/photos.ts';
import { store as keep, stored } from '@/services/platform.ts';
import { PhotoGrid } from '../PhotoGrid/index.tsx';

interface Props {
  keptUnder: string;
  max: number;
  bytes: number;
  onChange: (ids: string[]) => void;
}

/** Photos of an act. They are kept until the act is done, so that closing the sheet loses none. */
export function PhotosField({ keptUnder, max, bytes, onChange }: Props) {
  const photos = usePhotos({ max, bytes }, stored<PhotoItem[]>(keptUnder) ?? [], (items) => {
    keep(keptUnder, items);
    onChange(items.flatMap((item) => (item.mediaId === null ? [] : [item.mediaId])));
  });
  return <PhotoGrid photos={photos} max={max} />;
}
