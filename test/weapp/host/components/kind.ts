import type { GeneralComponent } from 'glass-easel';

interface Tap {
  detail: { x: number; y: number };
  stopPropagation(): void;
}

/** One built-in element on the page: its DOM element, the attributes the template gives it, and its form value. */
export interface BuiltIn {
  element: HTMLElement;
  /** Attributes in camel case, as the template set them last. */
  data: Record<string, unknown>;
  /** What a form submits for it; undefined when it has no value of its own. */
  value: unknown;
  /** Raises an event of the component (not of the DOM); it does not bubble, as in WeChat. */
  fire(type: string, detail?: Record<string, unknown>): void;
  onTap(act: (event: Tap) => void): void;
}

/** How one kind of built-in behaves. A tag without a kind is a plain box. */
export interface Kind {
  attached?(self: BuiltIn): void;
  /** Called after `attached` and after every change of an attribute. */
  update?(self: BuiltIn): void;
}

const known = new WeakMap<Element, BuiltIn>();

export function builtInOf(element: Element): BuiltIn | undefined {
  return known.get(element);
}

/** Wraps a glass-easel component; called once, when it is attached. */
export function adopt(component: GeneralComponent): BuiltIn {
  const element = component.getBackendElement() as unknown as HTMLElement;
  // Labels, selectors and contexts find an element by the id that the template gave it.
  if (component.id) element.id = component.id;
  const self: BuiltIn = {
    element,
    get data() {
      return component.data as Record<string, unknown>;
    },
    value: undefined,
    fire: (type, detail = {}) => {
      component.triggerEvent(type, detail);
    },
    onTap: (act) => {
      component.addListener('tap', (event) => {
        act(event as unknown as Tap);
      });
    },
  };
  known.set(element, self);
  return self;
}

export const text = (value: unknown): string => (value === undefined || value === null ? '' : String(value));

/** A number attribute, which a template may give as text; `fallback` when it is absent or not a number. */
export function amount(value: unknown, fallback: number): number {
  const n = value === undefined || value === null || value === '' ? Number.NaN : Number(value);
  return Number.isFinite(n) ? n : fallback;
}
