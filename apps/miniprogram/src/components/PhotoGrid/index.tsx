import { Image, View } from '@tarojs/components';
import { pressable, spoken, unspokenPicture } from '@/a11y.ts';
import type { PhotoItem, Photos } from '@/services/photos.ts';
import { zoom } from '@/services/platform-files.ts';
import { classes } from '../classes.ts';
import { Icon } from '../Icon/index.tsx';
import './index.scss';

interface Props {
  photos: Photos;
  max: number;
  /** What the first, empty tile says. */
  invite?: string;
}

/** Photos being added: thumbnails with their progress, retry, remove, zoom, and the tile that adds. */
export function PhotoGrid({ photos, max, invite = '拍照或选照片' }: Props) {
  const { items, add, retry, remove } = photos;
  const shown = items.flatMap((item) => (item.path ? [item.path] : []));
  return (
    <View className="photogrid" {...spoken({ role: 'group', label: `照片，已有 ${items.length} 张，最多 ${max} 张` })}>
      {items.map((item, at) => (
        <Tile
          key={item.key}
          item={item}
          number={at + 1}
          onZoom={() => item.path && void zoom(shown, item.path)}
          onRetry={() => retry(item.key)}
          onRemove={() => remove(item.key)}
        />
      ))}
      {items.length < max && (
        <View
          className={classes('photogrid__add', items.length === 0 && 'photogrid__add--wide')}
          {...pressable(() => void add(), { label: items.length === 0 ? invite : `再加照片，${items.length}/${max}` })}
        >
          <Icon name={items.length === 0 ? 'camera' : 'plus'} size="large" />
          <View>{items.length === 0 ? invite : `${items.length}/${max}`}</View>
        </View>
      )}
    </View>
  );
}

interface TileProps {
  item: PhotoItem;
  number: number;
  onZoom: () => void;
  onRetry: () => void;
  onRemove: () => void;
}

function Tile({ item, number, onZoom, onRetry, onRemove }: TileProps) {
  const { state, percent, path, waits } = item;
  const ring = { background: `conic-gradient(#fff ${percent}%, rgba(255, 255, 255, 0.3) 0)` };
  return (
    <View className="photogrid__tile">
      {path ? (
        <View {...pressable(onZoom, { label: `第 ${number} 张照片，点开看大图` })}>
          <Image className="photogrid__image" src={path} mode="aspectFill" {...unspokenPicture} />
        </View>
      ) : (
        <View className="photogrid__image photogrid__image--kept">
          <Icon name="image" size="large" />
          <View>已上传</View>
        </View>
      )}
      {state === 'sending' && (
        <View className="photogrid__veil" {...spoken({ role: 'status', label: `正在上传，${percent}%` })}>
          <View className="photogrid__ring" style={ring}>
            <View className="photogrid__percent">{percent}</View>
          </View>
        </View>
      )}
      {state === 'failed' && (
        <View
          className="photogrid__veil"
          {...pressable(onRetry, {
            label: waits
              ? `第 ${number} 张在等网络，会自动上传，点一下现在重试`
              : `第 ${number} 张没传上去，点一下重试`,
          })}
        >
          <Icon name={waits ? 'wifi-off' : 'rotate-cw'} />
          <View>{waits ? '等网络' : '没传上，重试'}</View>
        </View>
      )}
      <View className="photogrid__remove" {...pressable(onRemove, { label: `去掉第 ${number} 张照片` })}>
        <View className="photogrid__cross">
          <Icon name="x" size="small" />
        </View>
      </View>
    </View>
  );
}
