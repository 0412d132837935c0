import { View } from '@tarojs/components';
import { useState } from 'react';
import { pressable } from '@/a11y.ts';
import { type CallTarget, callFor } from '@/services/calling.ts';
import { useCommunity, useDistrict, useRoleWords } from '@/services/district.ts';
import { useMe } from '@/services/tokens.ts';
import { classes } from '../classes.ts';
import { Icon } from '../Icon/index.tsx';
import './index.scss';

interface Props {
  /** Where it is about; the reader's own community and grid where it is left out. */
  about?: CallTarget;
  /** Alone in its bar, with words; otherwise beside the page's primary button. */
  wide?: boolean;
}

/** A person at the other end, from every page: the grid worker, else the community. */
export function CallWorker({ about, wide }: Props) {
  const me = useMe();
  const community = useCommunity();
  const { district } = useDistrict();
  const gridWorker = useRoleWords('grid_worker');
  const [busy, setBusy] = useState(false);
  const target = about ?? { community: community?.id ?? null, grid: me?.grid?.id ?? null };
  const words = `打电话给${gridWorker || '社区'}`;
  const press = async () => {
    setBusy(true);
    await callFor(target, { gridWorker, districtPhone: district?.phone ?? null }).finally(() => setBusy(false));
  };
  return (
    <View
      className={classes('callworker', wide && 'callworker--wide')}
      {...pressable(() => void press(), { label: words, disabled: busy })}
    >
      <Icon name="phone" />
      <View className="callworker__words">{wide ? words : '打电话'}</View>
    </View>
  );
}
