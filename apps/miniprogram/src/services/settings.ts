/** How large the reader wants the text: what he chose here, or what his phone says, whichever is larger. */
import { store as keep, onStoredElsewhere, stored, systemTextScale } from './platform.ts';
import { createStore, useStore } from './store.ts';

const KEY = 'settings.largeText';
/** WeChat's guide for elders: 23.8 px against 17 px. */
const LARGE = 1.4;

const choice = (): boolean => stored<boolean>(KEY) ?? false;

const settings = createStore({ chosen: choice(), system: 1 });
onStoredElsewhere(KEY, () => settings.change({ chosen: choice() }));

export function readSystemTextScale(): void {
  settings.change({ system: systemTextScale() });
}

export function chooseLargeText(chosen: boolean): void {
  keep(KEY, chosen);
  settings.change({ chosen });
}

/** The scale in steps of a tenth, 1 to 1.4: each step is a class in the style sheet. */
export function textScale(chosen: boolean, system: number): number {
  const wanted = Math.max(chosen ? LARGE : 1, Number.isFinite(system) ? system : 1);
  return Math.round(Math.min(LARGE, wanted) * 10) / 10;
}

interface TextSize {
  scale: number;
  /** The layout for large text: one column, fewer words, larger targets. */
  large: boolean;
  /** What the person himself chose. */
  chosen: boolean;
  /** The classes of a page's outermost element. */
  className: string;
}

export function useTextSize(): TextSize {
  const { chosen, system } = useStore(settings);
  const scale = textScale(chosen, system);
  const large = scale >= 1.3;
  const step = Math.round(scale * 10);
  return { scale, large, chosen, className: `${step > 10 ? `scale-${step}` : ''} ${large ? 'large' : ''}`.trim() };
}
