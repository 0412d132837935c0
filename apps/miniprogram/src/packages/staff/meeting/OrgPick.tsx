import type { Named } from '@liudan/shared/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { PickSheet } from './PickSheet.tsx';
import './index.scss';

interface Props {
  org: Named;
  orgs: readonly Named[];
  onChange: (org: string) => void;
}

/** Whose list it is, and, for whoever may read several, another. */
export function OrgPick({ org, orgs, onChange }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <View className="org-pick">
        <View className="org-pick__name">{org.name}</View>
        {orgs.length > 1 && (
          <Button kind="quiet" icon="chevron-down" onPress={() => setOpen(true)} label={`现在是${org.name}，换一个`}>
            换一个
          </Button>
        )}
      </View>
      {open && (
        <PickSheet
          title="看哪里的"
          options={orgs.map(({ id, name }) => ({ value: id, label: name }))}
          chosen={[org.id]}
          onChange={([chosen]) => chosen && onChange(chosen)}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
