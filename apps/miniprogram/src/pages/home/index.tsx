import { type Score, SIX_DOTS } from '@liudan/shared/ticket/status';
import { useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { Card } from '@/components/Card/index.tsx';
import { Chips } from '@/components/Chips/index.tsx';
import { Light } from '@/components/Light/index.tsx';
import { Page } from '@/components/Page/index.tsx';
import { SegmentedFaces } from '@/components/SegmentedFaces/index.tsx';
import { SixDots } from '@/components/SixDots/index.tsx';

export default function Home() {
  const [score, setScore] = useState<Score | null>(null);
  return (
    <Page
      bar={
        <Button kind="primary" icon="camera" onPress={() => undefined}>
          拍照上报
        </Button>
      }
    >
      <Card title="路灯不亮" aside={<Light light="yellow" words="还剩 3 小时" />}>
        <SixDots
          steps={SIX_DOTS.map((d, i) => ({
            ...d,
            state: i < 2 ? 'done' : i === 2 ? 'now' : i === 4 ? 'skipped' : 'ahead',
          }))}
          words="第 3 步"
        />
      </Card>
      <Card>
        <SegmentedFaces chosen={score} onChange={setScore} />
      </Card>
      <Card>
        <Chips
          label="x"
          choices={[
            { value: 'a', label: '处理及时' },
            { value: 'b', label: '态度好' },
          ]}
          chosen={['a']}
          onChange={() => undefined}
        />
      </Card>
    </Page>
  );
}
