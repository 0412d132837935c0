import type { EditEntry, EntryCard, EntryPage } from '@liudan/shared/entry/contract';
import { useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { Card } from '@/components/Card/index.tsx';
import { Chips } from '@/components/Chips/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { Field, FieldFrame } from '@/components/Field/index.tsx';
import { Page } from '@/components/Page/index.tsx';
import { goBack } from '@/routes.ts';
import { request } from '@/services/http.ts';
import { randomKey, sayDone } from '@/services/platform.ts';
import { isSure, type Problem, problemOf } from '@/services/problem.ts';
import { type DraftPlace, shortGrid } from '@/services/report.ts';
import { PinRow } from './PinRow.tsx';

interface Props {
  card: EntryCard;
  communities: EntryPage['communities'];
}

/** Corrects what a code says; the code on the wall stays the same. */
export function EditCode({ card, communities }: Props) {
  const { code, community } = card;
  const [label, setLabel] = useState(card.label);
  const [address, setAddress] = useState(card.prefix);
  const [grid, setGrid] = useState(card.grid?.id ?? null);
  const [place, setPlace] = useState<DraftPlace | null>(() => placeOf(card));
  const [key, setKey] = useState(randomKey);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const grids = communities.find(({ id }) => id === community.id)?.grids ?? [];
  const save = async () => {
    setBusy(true);
    setProblem(null);
    const pin = place !== null && place.lng !== null && place.lat !== null ? { lng: place.lng, lat: place.lat } : null;
    const body: EditEntry = { label: label.trim(), grid, address: address.trim(), place: pin };
    try {
      await request(`/codes/${code}`, { method: 'PUT', key, body });
      sayDone('已保存');
      goBack();
    } catch (error) {
      const refusal = problemOf(error);
      if (isSure(refusal)) setKey(randomKey());
      setProblem(refusal);
      setBusy(false);
    }
  };
  const fields = problem?.fields ?? {};
  return (
    <Page
      bar={
        <Button kind="primary" onPress={() => void save()} busy={busy && '正在保存…'}>
          保存
        </Button>
      }
    >
      {problem && <ErrorState problem={problem} kept="您填写的内容还在。" inline />}
      <Card>
        <Field label="名称" value={label} onChange={setLabel} problem={fields.label} />
        {grids.length > 0 && (
          <FieldFrame label="所在网格" problem={fields.grid}>
            <Chips
              label="所在网格"
              choices={grids.map(({ id, name }) => ({ value: id, label: shortGrid(name, community.name) }))}
              chosen={grid === null ? [] : [grid]}
              onChange={([id]) => setGrid(id ?? null)}
              single
            />
          </FieldFrame>
        )}
        <Field
          label="小区或街路（可不填）"
          hint="居民扫码上报时，写在名称前面。"
          value={address}
          onChange={setAddress}
          problem={fields.address}
        />
        <PinRow place={place} problem={fields.place} onChoose={setPlace} />
      </Card>
    </Page>
  );
}

const placeOf = ({ place, community, grid }: EntryCard): DraftPlace | null =>
  place && { how: 'pinned', lng: place.lng, lat: place.lat, system: 'gcj02', accuracyMetres: null, community, grid };
