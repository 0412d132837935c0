import { PhotoGrid } from '@/components/PhotoGrid/index.tsx';
import { type PhotoItem, usePhotos } from '@/services/photos.ts';

interface Props {
  items: PhotoItem[];
  max: number;
  bytes: number;
  onChange: (items: PhotoItem[]) => void;
}

/** Photos of an act, sent as they are chosen. */
export function PhotosField({ items, max, bytes, onChange }: Props) {
  const photos = usePhotos({ max, bytes }, items, onChange);
  return <PhotoGrid photos={photos} max={max} />;
}
