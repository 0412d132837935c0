import type { TicketView } from '@liudan/shared/ticket/contract';
import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { photoAddress } from '@/services/http.ts';
import { Card } from '../Card/index.tsx';
import { Icon } from '../Icon/index.tsx';
import { Light } from '../Light/index.tsx';
import { PhotoRow } from '../PhotoRow/index.tsx';
import { SixDots } from '../SixDots/index.tsx';
import { VoicePlayer } from '../VoicePlayer/index.tsx';
import './index.scss';

interface Props {
  ticket: TicketView['ticket'];
  /** Further lines below the report, such as who sent it. */
  children?: ReactNode;
}

/** The top of a ticket's page: where it is and until when, the six dots, and the report with its photos. */
export function TicketHead({ ticket, children }: Props) {
  const {
    sentence,
    dots,
    dotsWords,
    light,
    dueWords,
    text,
    photos,
    voice,
    place,
    number,
    category,
    grid,
    community,
    screening,
  } = ticket;
  const where = [place.address, (grid ?? community)?.name].filter(Boolean).join(' · ');
  return (
    <>
      <Card className="head">
        <View className="head__sentence">{sentence}</View>
        <View className="head__dots">
          <SixDots steps={dots} words={dotsWords} />
        </View>
        <Light light={light} words={dueWords} />
      </Card>
      <Card className="head">
        <View className="head__text">{text}</View>
        {voice && <VoicePlayer url={photoAddress(voice.url)} seconds={voice.seconds} what="反映时的录音" />}
        <PhotoRow photos={photos} what="反映时的照片" />
        {screening && (
          <View className="head__screening">
            <Icon name="shield-check" size="small" />
            <View>{screening}</View>
          </View>
        )}
        {where && (
          <View className="head__place">
            <Icon name="map-pin" size="small" />
            <View>{where}</View>
          </View>
        )}
        <View className="head__number">
          {number}
          {category && ` · ${category.name}`}
        </View>
        {children}
      </Card>
    </>
  );
}
