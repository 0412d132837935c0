import type { LedgerView } from '@liudan/shared/ledger/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { Sheet } from '@/components/Sheet/index.tsx';
import { Toggle } from '@/components/Toggle/index.tsx';
import { sayDone } from '@/services/platform.ts';
import { type Problem, problemOf } from '@/services/problem.ts';
import { canPrint, openPaper, takeFile } from '../taking.ts';

interface Props {
  ledger: LedgerView;
  query: Record<string, string>;
  /** What it is narrowed to, in words. */
  narrowed: string;
  onClose: () => void;
}

type Way = 'xlsx' | 'csv' | 'print';

/** Taking the ledger out of the house: as a file, or on paper. */
export function TakeSheet({ ledger, query, narrowed, onClose }: Props) {
  const [clear, setClear] = useState(false);
  const [busy, setBusy] = useState<Way | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const take = async (way: Way) => {
    const asked = { ...query, ...(clear ? { unmasked: '1' } : {}) };
    const path = `/ledgers/${ledger.id}`;
    setBusy(way);
    setProblem(null);
    try {
      if (way === 'print') await openPaper(`${path}/print`, asked);
      else {
        await takeFile(`${path}/export`, asked, way, ledger.name);
        sayDone('已导出');
      }
      onClose();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(null);
    }
  };
  return (
    <Sheet open title={`导出${ledger.name}`} onClose={onClose}>
      <View className="ledger-take">
        <View className="ledger-take__note">
          范围：{narrowed}。{clear ? '姓名和电话将完整显示。' : '姓名和电话已遮盖。'}
          每一次导出和打印都会记录在案，请妥善保管。
        </View>
        {ledger.mayUnmask && <Toggle label="显示完整的姓名和电话" on={clear} onChange={setClear} />}
        {problem && <ErrorState problem={problem} inline />}
        <Button
          kind="primary"
          busy={busy === 'xlsx' && '正在导出…'}
          disabled={busy !== null}
          onPress={() => void take('xlsx')}
        >
          导出 Excel 表格
        </Button>
        {canPrint && (
          <>
            <Button busy={busy === 'csv' && '正在导出…'} disabled={busy !== null} onPress={() => void take('csv')}>
              导出 CSV 文件
            </Button>
            <Button busy={busy === 'print' && '正在排版…'} disabled={busy !== null} onPress={() => void take('print')}>
              打印（A4 横向）
            </Button>
          </>
        )}
      </View>
    </Sheet>
  );
}
