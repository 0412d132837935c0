import type { TimelineEntry } from '@liudan/shared/ticket/contract';
import { View } from '@tarojs/components';
import { spoken } from '@/a11y.ts';
import { photoAddress } from '@/services/http.ts';
import { dateWords } from '@/services/when.ts';
import { classes } from '../classes.ts';
import { PhotoRow } from '../PhotoRow/index.tsx';
import { Tag } from '../Tag/index.tsx';
import { VoicePlayer } from '../VoicePlayer/index.tsx';
import './index.scss';

interface Props {
  entries: readonly TimelineEntry[];
  /** The reader is the reporter: his own words stand on his side, as in a talk. */
  mine: boolean;
  /** The reader follows: what a resident says here beside the report is his own. */
  following?: boolean;
}

/** What happened, as a talk: who, what, when, photos. Official answers stand out; steps without words are one line. */
export function Timeline({ entries, mine, following = false }: Props) {
  const reader: Reader = { mine, following };
  return (
    <View className="talk" {...spoken({ role: 'list', label: '办理过程' })}>
      {entries.map((entry) =>
        hasWords(entry) ? (
          <Said key={entry.id} entry={entry} reader={reader} />
        ) : (
          <View key={entry.id} className="talk__step" {...spoken({ role: 'listitem' })}>
            {speaker(entry, reader)}
            {entry.title} · {dateWords(entry.at, Date.now())}
          </View>
        ),
      )}
    </View>
  );
}

type Reader = Required<Pick<Props, 'mine' | 'following'>>;

/** Acts of residents: where neither unit nor reporter is named, one of the others has said it. */
const SAID_BY_RESIDENTS: readonly string[] = ['rate', 'join', 'leave', 'supplement'];

/** The report itself stands above the talk already. */
const hasWords = ({ action, text, photos, voice, facts }: TimelineEntry): boolean =>
  action !== 'submit' && (text !== null || photos.length > 0 || voice !== null || facts.length > 0);

/** 「河滨路街道 王小明」, with a space behind it when there is anybody. */
function speaker({ by, action }: TimelineEntry, { mine, following }: Reader): string {
  if (by.reporter) return mine ? '我 ' : '反映人 ';
  if (!by.org && SAID_BY_RESIDENTS.includes(action)) return following ? '我 ' : '居民 ';
  const who = [by.org?.name, by.name].filter(Boolean).join(' ');
  return who ? `${who} ` : '';
}

function Said({ entry, reader }: { entry: TimelineEntry; reader: Reader }) {
  const who = speaker(entry, reader).trim();
  const own = who === '我';
  return (
    <View
      className={classes('talk__said', own && 'talk__said--own', entry.official && 'talk__said--official')}
      {...spoken({ role: 'listitem' })}
    >
      <View className="talk__who">
        <View className="talk__name">{who || '系统'}</View>
        <View>{dateWords(entry.at, Date.now())}</View>
      </View>
      <View className="talk__bubble">
        <View className="talk__title">
          {entry.title}
          {entry.official && entry.action !== 'ask' && <Tag tone="brand">正式答复</Tag>}
          {entry.internal && <Tag>仅工作人员可见</Tag>}
        </View>
        {entry.text && <View className="talk__text">{entry.text}</View>}
        {entry.facts.map(({ label, value }) => (
          <View key={label} className="talk__fact">
            {label}：{value}
          </View>
        ))}
        {entry.voice && (
          <VoicePlayer
            url={photoAddress(entry.voice.url)}
            seconds={entry.voice.seconds}
            what={`${entry.title}的录音`}
          />
        )}
        <PhotoRow photos={entry.photos} what={`${entry.title}的照片`} />
      </View>
    </View>
  );
}
