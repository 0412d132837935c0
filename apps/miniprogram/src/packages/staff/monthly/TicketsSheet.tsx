import type { ReportedTicket } from '@liudan/shared/stats/contract';
import { View } from '@tarojs/components';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
import { Sheet } from '@/components/Sheet/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { goTo, routes } from '@/routes.ts';
import { request } from '@/services/http.ts';
import { useRequest } from '@/services/useRequest.ts';

interface Props {
  title: string;
  /** The address of the report, such as `/monthly-reports/hbl-hbl/2026-11`. */
  path: string;
  query: Record<string, string>;
  onClose: () => void;
}

/** The tickets behind one number. */
export function TicketsSheet({ title, path, query, onClose }: Props) {
  const { data, problem, loading, reload } = useRequest(JSON.stringify(query), () =>
    request<{ items: ReportedTicket[] }>(`${path}/tickets`, { query }),
  );
  return (
    <Sheet open title={title} onClose={onClose}>
      {loading && <Skeleton lines={3} />}
      {problem && <ErrorState problem={problem} onRetry={() => void reload()} />}
      {data && <TicketRows tickets={data.items} />}
    </Sheet>
  );
}

/** Tickets as they stood when the month ended. */
export function TicketRows({ tickets }: { tickets: readonly ReportedTicket[] }) {
  return (
    <View>
      {tickets.map(({ id, number, summary, category, holder, stateWords, overdue }) => (
        <ListRow
          key={id}
          title={summary}
          note={[stateWords, holder?.name, category, overdue && '本月超时', number].filter(Boolean).join(' · ')}
          onPress={() => goTo(routes.staffTicket, { id })}
        />
      ))}
    </View>
  );
}
