/** What a screen reader is told. WeChat and browsers spell the same attributes differently; this is the one place that knows. */
import type { CommonEventFunction } from '@tarojs/components';
import { isH5 } from './services/platform.ts';

interface Spoken {
  role?:
    | 'button'
    | 'checkbox'
    | 'radio'
    | 'switch'
    | 'tab'
    | 'tablist'
    | 'radiogroup'
    | 'group'
    | 'img'
    | 'alert'
    | 'dialog'
    | 'status'
    | 'heading'
    | 'list'
    | 'listitem'
    | 'link';
  label?: string;
  checked?: boolean;
  selected?: boolean;
  disabled?: boolean;
  /** Not for the ear: its meaning is said by something beside it. */
  hidden?: boolean;
  live?: 'polite' | 'assertive';
}

export function spoken({ role, label, checked, selected, disabled, hidden, live }: Spoken): object {
  const said: [string, string | boolean | undefined][] = [
    ['label', label],
    ['checked', checked],
    ['selected', selected],
    ['disabled', disabled || undefined],
    ['hidden', hidden || undefined],
    ['live', live],
  ];
  const given = said.filter(([, value]) => value !== undefined);
  if (isH5) {
    const attributes = given.map(([name, value]) => [`aria-${name}`, String(value)]);
    // The page's name stands in the bar above it, so every heading below is of the second level.
    if (role === 'heading') attributes.push(['aria-level', '2']);
    return Object.fromEntries(role ? [['role', role], ...attributes] : attributes);
  }
  const properties = given.map(([name, value]) => [`aria${name[0]?.toUpperCase()}${name.slice(1)}`, value]);
  return Object.fromEntries(role ? [['ariaRole', role], ...properties] : properties);
}

/** For a picture inside something that says what it shows: a browser would read its address out. */
export const unspokenPicture: object = isH5 ? { nativeProps: { alt: '' } } : {};

type Tap = CommonEventFunction | (() => void);

/** A View that is pressed: named, with the pressed colour under a finger, and reachable by keyboard on H5. */
export function pressable(onPress: Tap | undefined, { role = 'button', disabled, ...rest }: Spoken = {}): object {
  const press = disabled ? undefined : (onPress as (() => void) | undefined);
  const named = spoken({ role, ...rest, ...(disabled === undefined ? {} : { disabled }) });
  if (!isH5) return { ...named, onClick: press, hoverClass: press ? 'pressed' : 'none', hoverStayTime: 80 };
  const onKeyDown = (event: { key?: string; preventDefault?: () => void }) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault?.();
    press?.();
  };
  return { ...named, onClick: press, onKeyDown, tabIndex: disabled ? -1 : 0 };
}
