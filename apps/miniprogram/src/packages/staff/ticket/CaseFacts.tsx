import type { TicketView } from '@liudan/shared/ticket/contract';
import { GRADE_WORDS } from '@liudan/shared/ticket/status';
import { View } from '@tarojs/components';
import { Tag } from '@/components/Tag/index.tsx';
import { dateWords } from '@/services/when.ts';

/** What staff want to know of a report beyond its words: state, grade, difficulty, who works on it, how and when it came in. */
export function CaseFacts({ ticket }: { ticket: TicketView['ticket'] }) {
  const { stateWords, grade, difficultyWords, returned, assignee, channelWords, submittedAt } = ticket;
  const tags = [
    stateWords,
    grade && GRADE_WORDS[grade],
    difficultyWords && `难度：${difficultyWords}`,
    assignee && `指派给 ${assignee.name}`,
  ].filter((words) => words !== null && words !== '');
  return (
    <View className="case__facts">
      <View className="case__tags">
        {tags.map((words) => (
          <Tag key={words}>{words}</Tag>
        ))}
        {returned && <Tag tone="red">退回过</Tag>}
      </View>
      <View className="case__line">
        {channelWords}反映 · {dateWords(submittedAt, Date.now())}
      </View>
    </View>
  );
}
