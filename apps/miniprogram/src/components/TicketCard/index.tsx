import type { TicketCard as Ticket } from '@liudan/shared/ticket/contract';
import { Image, View } from '@tarojs/components';
import { unspokenPicture } from '@/a11y.ts';
import { photoAddress } from '@/services/http.ts';
import { Card } from '../Card/index.tsx';
import { Icon } from '../Icon/index.tsx';
import { Light } from '../Light/index.tsx';
import { SixDots } from '../SixDots/index.tsx';
import { Tag } from '../Tag/index.tsx';
import './index.scss';

interface Props {
  ticket: Ticket;
  onPress: () => void;
  /** The line of where it is: staff look at many and want the state, the reporter wants the sentence. */
  say?: 'sentence' | 'state';
}

/** One ticket of a list: its first line, how far it is, until when. */
export function TicketCard({ ticket, onPress, say = 'sentence' }: Props) {
  const { summary, sentence, stateWords, address, thumbUrl, light, dueWords, dots, dotsWords, returned, grid } = ticket;
  const place = address ?? grid?.name;
  const where = say === 'state' ? stateWords : sentence;
  return (
    <Card className="ticket" onPress={onPress}>
      <View className="ticket__top">
        <View className="ticket__words">
          <View className="ticket__summary">{summary}</View>
          {place && (
            <View className="ticket__place">
              <Icon name="map-pin" size="small" />
              <View className="ticket__address">{place}</View>
            </View>
          )}
        </View>
        {thumbUrl && (
          <Image
            className="ticket__thumb"
            src={photoAddress(thumbUrl)}
            mode="aspectFill"
            {...unspokenPicture}
            lazyLoad
          />
        )}
      </View>
      <View className="ticket__progress">
        <SixDots steps={dots} words={dotsWords} />
        <Light light={light} words={dueWords} />
      </View>
      <View className="ticket__foot">
        <View className="ticket__where">{where}</View>
        {returned && <Tag tone="red">退回</Tag>}
      </View>
    </Card>
  );
}
