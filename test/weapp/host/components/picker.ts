// The picker opens a list instead of WeChat's wheel: a tap on a line chooses it. Dates and times are typed.
import { addButtons, button, make, openSheet } from '../overlay.ts';
import { amount, type BuiltIn, type Kind, text } from './kind.ts';

const labelOf = (item: unknown, key: string): string =>
  key && typeof item === 'object' && item !== null ? text((item as Record<string, unknown>)[key]) : text(item);

function cancelling(self: BuiltIn, close: () => void): () => void {
  return () => {
    close();
    self.fire('cancel');
  };
}

function open(
  self: BuiltIn,
  fill: (box: HTMLElement, done: (value: unknown) => void) => (() => unknown) | undefined,
): void {
  const sheet = openSheet('bottom', text(self.data.headerText) || '请选择', () => cancel());
  const cancel = cancelling(self, () => sheet.close());
  const done = (value: unknown) => {
    sheet.close();
    self.value = value;
    self.fire('change', { value });
  };
  const read = fill(sheet.box, done);
  const confirm: [string, () => void][] = read ? [['确定', () => done(read())]] : [];
  addButtons(sheet.box, [['取消', cancel], ...confirm]);
}

function optionList(items: unknown[], key: string, chosen: number, choose: (index: number) => void): HTMLElement {
  const list = make('div', 'options');
  items.forEach((item, index) => {
    const line = button(labelOf(item, key), () => {
      for (const other of list.children) other.classList.toggle('chosen', other === line);
      choose(index);
    });
    if (index === chosen) line.classList.add('chosen');
    list.appendChild(line);
  });
  return list;
}

function openSelector(self: BuiltIn): void {
  const range = (self.data.range ?? []) as unknown[];
  open(self, (box, done) => {
    box.appendChild(optionList(range, text(self.data.rangeKey), amount(self.data.value, 0), done));
    return undefined;
  });
}

function openColumns(self: BuiltIn): void {
  const columns = (self.data.range ?? []) as unknown[][];
  const chosen = columns.map((_, i) => amount((self.data.value as unknown[] | undefined)?.[i], 0));
  open(self, (box) => {
    const row = make('div', 'columns');
    columns.forEach((items, column) => {
      const list = optionList(items, text(self.data.rangeKey), chosen[column] ?? 0, (value) => {
        chosen[column] = value;
        self.fire('columnchange', { column, value });
      });
      row.appendChild(list);
    });
    box.appendChild(row);
    return () => chosen;
  });
}

function openTyped(self: BuiltIn, type: 'date' | 'time' | 'month' | 'number'): void {
  open(self, (box) => {
    const field = document.createElement('input');
    field.type = type;
    field.value = text(self.data.value);
    field.min = text(self.data.start);
    field.max = text(self.data.end);
    field.setAttribute('aria-label', type === 'time' ? '时间' : '日期');
    box.appendChild(field);
    // WeChat's wheel cannot leave its bounds; a typed value is brought back inside them.
    return () => {
      if (field.min && field.value < field.min) return field.min;
      return field.max && field.value > field.max ? field.max : field.value;
    };
  });
}

/** A date may be picked to the month or the year; a year is typed as a number. */
const DATE_FIELDS: Record<string, 'month' | 'number'> = { month: 'month', year: 'number' };

export const picker: Kind = {
  attached(self) {
    self.onTap(() => {
      if (self.data.disabled) return;
      const mode = text(self.data.mode) || 'selector';
      if (mode === 'selector') openSelector(self);
      else if (mode === 'multiSelector') openColumns(self);
      else if (mode === 'time') openTyped(self, 'time');
      else if (mode === 'date') openTyped(self, DATE_FIELDS[text(self.data.fields)] ?? 'date');
      else throw new Error(`picker mode "${mode}" is not supported by this host`);
    });
  },
  update(self) {
    self.value = self.data.value;
  },
};
