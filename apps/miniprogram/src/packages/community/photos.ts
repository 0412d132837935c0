import type { PhotoItem } from '@/services/photos.ts';

/** A browser's pictures end with the page: what has arrived is known by its id, the rest is gone. */
export const keptPhotos = (items: readonly PhotoItem[]): PhotoItem[] =>
  items
    .map((item) => (item.path?.startsWith('blob:') ? { ...item, path: null } : item))
    .filter((item) => item.path !== null || item.mediaId !== null);
