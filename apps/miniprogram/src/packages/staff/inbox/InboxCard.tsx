import type { TicketCard } from '@liudan/shared/ticket/contract';
import { Image, View } from '@tarojs/components';
import { unspokenPicture } from '@/a11y.ts';
import { Card } from '@/components/Card/index.tsx';
import { Icon } from '@/components/Icon/index.tsx';
import { Light } from '@/components/Light/index.tsx';
import { SixDots } from '@/components/SixDots/index.tsx';
import { Tag } from '@/components/Tag/index.tsx';
import { photoAddress } from '@/services/http.ts';

interface Props {
  ticket: TicketCard;
  /** In a list of many units' tickets: who has it now. */
  withHolder: boolean;
  onPress: () => void;
}

/** One ticket of the inbox: until when, what, where, how far, and who has it. */
export function InboxCard({ ticket, withHolder, onPress }: Props) {
  const { summary, stateWords, address, community, thumbUrl, light, dueWords, dots, dotsWords, returned, grade } =
    ticket;
  const place = address ?? community?.name ?? null;
  const holder = withHolder ? ticket.holder?.name : null;
  return (
    <Card className="waiting" onPress={onPress}>
      <View className="waiting__top">
        <View className="waiting__words">
          <View className="waiting__summary">{summary}</View>
          {place && (
            <View className="waiting__place">
              <Icon name="map-pin" size="small" />
              <View className="waiting__address">{place}</View>
            </View>
          )}
        </View>
        {thumbUrl && (
          <Image
            className="waiting__thumb"
            src={photoAddress(thumbUrl)}
            mode="aspectFill"
            {...unspokenPicture}
            lazyLoad
          />
        )}
      </View>
      <View className="waiting__state">
        <Light light={light} words={dueWords} />
        <View className="waiting__where">{[stateWords, holder].filter(Boolean).join(' · ')}</View>
        {grade === 'urgent' && <Tag tone="brand">急办</Tag>}
        {returned && <Tag tone="red">退回</Tag>}
      </View>
      <View className="waiting__dots">
        <SixDots steps={dots} words={dotsWords} />
      </View>
    </Card>
  );
}
