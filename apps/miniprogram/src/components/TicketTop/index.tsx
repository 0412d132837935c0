import type { TicketCard } from '@liudan/shared/ticket/contract';
import { Image, View } from '@tarojs/components';
import { unspokenPicture } from '@/a11y.ts';
import { photoAddress } from '@/services/http.ts';
import { Icon } from '../Icon/index.tsx';
import './index.scss';

interface Props {
  ticket: Pick<TicketCard, 'summary' | 'thumbUrl'>;
  place: string | null;
}

/** The upper part of a ticket in any list: its first line, where it is, and its first photo. */
export function TicketTop({ ticket: { summary, thumbUrl }, place }: Props) {
  return (
    <View className="ticket-top">
      <View className="ticket-top__words">
        <View className="ticket-top__summary">{summary}</View>
        {place && (
          <View className="ticket-top__place">
            <Icon name="map-pin" size="small" />
            <View className="ticket-top__address">{place}</View>
          </View>
        )}
      </View>
      {thumbUrl && (
        <Image
          className="ticket-top__thumb"
          src={photoAddress(thumbUrl)}
          mode="aspectFill"
          {...unspokenPicture}
          lazyLoad
        />
      )}
    </View>
  );
}
