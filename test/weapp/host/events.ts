// How real touches become mini-program events. The framework turns a touch or a click into `tap`; every other event is
// raised by the built-in components, except the few that come straight from the DOM.
import * as glassEasel from 'glass-easel';
import { builtInOf } from './components/kind.ts';
import { tapOnMap } from './components/map.ts';
import { convertLengths } from './lengths.ts';

const DOM_EVENTS = new Set(['touchstart', 'touchmove', 'touchend', 'touchcancel', 'transitionend']);
for (const phase of ['start', 'iteration', 'end']) DOM_EVENTS.add(`animation${phase}`);

let target: Element | undefined;

/** The DOM element of the tap that is being handled right now; undefined outside a person's tap. */
export const tapTarget = (): Element | undefined => target;

let confirmed = false;

/** A tap on a dialog of WeChat's own: what the page does in answer to it counts as done by a tap, later work does not. */
export function confirmByTap(): void {
  confirmed = true;
  window.setTimeout(() => {
    confirmed = false;
  });
}

/** Whether a person's tap is being handled, as the APIs ask that may only be called then. */
export const inTap = (): boolean => target !== undefined || confirmed;

/** Inline styles may carry rpx, which only WeChat knows. */
function createElement(tag: string): HTMLElement {
  const element = document.createElement(tag);
  element.setAttribute = (name: string, value: string) => {
    Element.prototype.setAttribute.call(element, name, name === 'style' ? convertLengths(value) : value);
  };
  return element;
}

class WeappContext extends glassEasel.CurrentWindowBackendContext {
  constructor() {
    super();
    this.document = {
      createElement,
      createTextNode: (content: string) => document.createTextNode(content),
      createDocumentFragment: () => document.createDocumentFragment(),
    } as unknown as glassEasel.CurrentWindowBackendContext['document'];
  }

  override setListenerStats(...args: Parameters<glassEasel.CurrentWindowBackendContext['setListenerStats']>): void {
    if (DOM_EVENTS.has(args[1])) super.setListenerStats(...args);
  }
}

type Listener = Parameters<glassEasel.CurrentWindowBackendContext['onEvent']>[0];

const dispatch: Listener = (element, type, detail, options) => {
  if (type !== 'tap') return glassEasel.triggerEvent(element, type, detail, options);
  target = (options.originalEvent as Event | undefined)?.target as Element | undefined;
  try {
    const box = (element as unknown as { getBackendElement(): Element | null }).getBackendElement();
    const map = box?.tagName === 'WX-MAP' ? builtInOf(box) : undefined;
    const { x, y } = detail as { x: number; y: number };
    const place = map && target ? tapOnMap(map, target, x, y) : undefined;
    if (map && !place) return undefined;
    return glassEasel.triggerEvent(element, type, { x, y, ...place }, options);
  } finally {
    target = undefined;
  }
};

/** The bridge between the framework and this window's DOM. */
export function createContext(): glassEasel.CurrentWindowBackendContext {
  const context = new WeappContext();
  context.onEvent(dispatch);
  return context;
}
