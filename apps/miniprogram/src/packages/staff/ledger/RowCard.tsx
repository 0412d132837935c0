import type { LedgerRow, LedgerView } from '@liudan/shared/ledger/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { Card } from '@/components/Card/index.tsx';
import { goTo, routes } from '@/routes.ts';
import { cardOf } from './filter.ts';

/** One row of a ledger, on a screen that is too narrow for a table. */
export function RowCard({ ledger, row }: { ledger: LedgerView; row: LedgerRow }) {
  const [whole, setWhole] = useState(false);
  const { heading, first, more } = cardOf(ledger, row.cells);
  const { ticketId } = row;
  return (
    <Card>
      <View className={whole ? 'ledger-row__heading' : 'ledger-row__heading ledger-row__heading--short'}>
        {heading}
      </View>
      {[...first, ...(whole ? more : [])].map(({ key, words, value }) => (
        <View key={key} className="ledger-row__field">
          <View className="ledger-row__words">{words}</View>
          <View className="ledger-row__value">{value}</View>
        </View>
      ))}
      <View className="ledger-row__bar">
        {(more.length > 0 || heading.length > 40) && (
          <Button kind="quiet" onPress={() => setWhole(!whole)}>
            {whole ? '收起' : '展开全部'}
          </Button>
        )}
        {ticketId && (
          <Button kind="quiet" onPress={() => goTo(routes.staffTicket, { id: ticketId })}>
            打开工单
          </Button>
        )}
      </View>
    </Card>
  );
}
