// A map without tiles: a plain field in Mercator projection on which the markers are dots. It proves positions,
// taps and moves; it does not prove the look of WeChat's map.
import { make } from '../overlay.ts';
import { amount, type BuiltIn, builtInOf, type Kind, text } from './kind.ts';

export interface Place {
  latitude: number;
  longitude: number;
}

interface Marker extends Place {
  id?: number;
  title?: string;
  label?: { content?: string };
  callout?: { content?: string; display?: 'BYCLICK' | 'ALWAYS' };
  /** Its callout is a cover-view in the map's slot `callout`, with the marker's id. */
  customCallout?: { display?: 'BYCLICK' | 'ALWAYS' };
}

interface View {
  centre: Place;
  scale: number;
}

const views = new WeakMap<Element, View>();
/** Markers whose callout a tap has opened. */
const opened = new WeakMap<Element, Set<number>>();

/** Place -> pixels of the whole world at this scale, where the world is 256 · 2^scale pixels wide. */
function toWorld({ latitude, longitude }: Place, scale: number): { x: number; y: number } {
  const size = 256 * 2 ** scale;
  const sine = Math.sin((latitude * Math.PI) / 180);
  return { x: ((longitude + 180) / 360) * size, y: (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * size };
}

function fromWorld(x: number, y: number, scale: number): Place {
  const size = 256 * 2 ** scale;
  const n = Math.PI * (1 - (2 * y) / size);
  return { longitude: (x / size) * 360 - 180, latitude: (Math.atan(Math.sinh(n)) * 180) / Math.PI };
}

const viewOf = (self: BuiltIn): View =>
  views.get(self.element) ?? {
    centre: { latitude: amount(self.data.latitude, 39.92), longitude: amount(self.data.longitude, 116.46) },
    scale: amount(self.data.scale, 16),
  };

/** The place `dx`, `dy` pixels from the centre of the map. */
function placeAt(self: BuiltIn, dx: number, dy: number): Place {
  const { centre, scale } = viewOf(self);
  const middle = toWorld(centre, scale);
  return fromWorld(middle.x + dx, middle.y + dy, scale);
}

function put(self: BuiltIn, dot: HTMLElement, place: Place): void {
  const { centre, scale } = viewOf(self);
  const [middle, point] = [toWorld(centre, scale), toWorld(place, scale)];
  dot.style.left = `calc(50% + ${point.x - middle.x}px)`;
  dot.style.top = `calc(50% + ${point.y - middle.y}px)`;
  if (!dot.parentElement) self.element.appendChild(dot);
}

/** The bubble above a marker: its own words, or the cover-view that the page draws for it. */
function drawCallout(self: BuiltIn, marker: Marker, place: Place): void {
  const id = Number(marker.id);
  const shown = (display = 'BYCLICK') => display === 'ALWAYS' || (opened.get(self.element)?.has(id) ?? false);
  const custom = [...self.element.querySelectorAll<HTMLElement>('wx-cover-view')].find(
    (view) => amount(builtInOf(view)?.data.markerId, Number.NaN) === id,
  );
  if (custom && marker.customCallout) {
    custom.classList.add('callout');
    custom.dataset.markerId = String(id);
    custom.hidden = !shown(marker.customCallout.display);
    put(self, custom, place);
  } else if (marker.callout?.content && shown(marker.callout.display)) {
    const bubble = make('div', 'callout', marker.callout.content);
    bubble.dataset.markerId = String(id);
    bubble.setAttribute('role', 'button');
    put(self, bubble, place);
  }
}

function draw(self: BuiltIn): void {
  for (const old of self.element.querySelectorAll(':scope > .marker, :scope > .here, :scope > div.callout'))
    old.remove();
  for (const marker of (self.data.markers ?? []) as Marker[]) {
    const dot = make('div', 'marker', text(marker.label?.content));
    dot.dataset.markerId = text(marker.id);
    dot.setAttribute('role', 'button');
    dot.setAttribute('aria-label', text(marker.title) || `标记 ${text(marker.id)}`);
    const place = { latitude: Number(marker.latitude), longitude: Number(marker.longitude) };
    put(self, dot, place);
    drawCallout(self, marker, place);
  }
  if (self.data.showLocation) put(self, make('div', 'here'), viewOf(self).centre);
}

/** Moves the map and tells the page, as `MapContext.moveToLocation` and a finger do. */
export function moveMap(self: BuiltIn, centre: Place, causedBy: 'drag' | 'update' | 'scale'): void {
  const { scale } = viewOf(self);
  self.fire('regionchange', { type: 'begin', causedBy });
  views.set(self.element, { centre, scale });
  draw(self);
  self.fire('regionchange', { type: 'end', causedBy, centerLocation: centre, scale, region: regionOf(self) });
}

export function regionOf(self: BuiltIn): { southwest: Place; northeast: Place } {
  const { width, height } = self.element.getBoundingClientRect();
  return { southwest: placeAt(self, -width / 2, height / 2), northeast: placeAt(self, width / 2, -height / 2) };
}

export const centreOf = (self: BuiltIn): Place => viewOf(self).centre;

/** What lies over a map: it takes its own taps, and they do not bubble to the map. */
export const coverView: Kind = {
  attached(self) {
    self.onTap((event) => {
      const map = self.element.parentElement?.tagName === 'WX-MAP' ? builtInOf(self.element.parentElement) : undefined;
      if (map) event.stopPropagation();
      const around = self.element.closest('wx-map');
      const markerId = amount(self.data.markerId, Number.NaN);
      if (around && !Number.isNaN(markerId)) builtInOf(around)?.fire('callouttap', { markerId });
    });
  },
  // Cover-views come after the map itself, and may change markers.
  update(self) {
    const around = self.element.closest('wx-map');
    const map = around && builtInOf(around);
    if (map) draw(map);
  },
};

export const map: Kind = {
  attached(self) {
    let start: Touch | undefined;
    const began = (event: TouchEvent) => {
      start = event.changedTouches[0];
    };
    self.element.addEventListener('touchstart', began, { passive: true });
    self.element.addEventListener('touchend', (event) => {
      const end = event.changedTouches[0];
      if (!start || !end) return;
      const [dx, dy] = [end.clientX - start.clientX, end.clientY - start.clientY];
      if (Math.abs(dx) > 10 || Math.abs(dy) > 10) moveMap(self, placeAt(self, -dx, -dy), 'drag');
    });
  },
  update(self) {
    const { data, element } = self;
    for (const name of [
      'latitude',
      'longitude',
      'scale',
      'markers',
      'circles',
      'polyline',
      'polygons',
      'showLocation',
    ]) {
      if (data[name] === undefined) continue;
      const value = typeof data[name] === 'object' ? JSON.stringify(data[name]) : text(data[name]);
      // A new centre or scale from the page overrides where a finger has moved the map.
      if (element.dataset[name] !== value && ['latitude', 'longitude', 'scale'].includes(name)) views.delete(element);
      element.dataset[name] = value;
    }
    draw(self);
  },
};

/**
 * What a tap at `x`, `y` (window pixels) on a map means: a marker raises `markertap`, a callout `callouttap`, and
 * nothing else (undefined comes back); any other spot is the place to put into the detail of the map's own `tap`.
 */
export function tapOnMap(self: BuiltIn, target: Element, x: number, y: number): Place | undefined {
  const dot = target.closest<HTMLElement>('.marker');
  if (dot) {
    const markerId = Number(dot.dataset.markerId);
    opened.set(self.element, new Set([markerId]));
    draw(self);
    self.fire('markertap', { markerId });
    return undefined;
  }
  const callout = target.closest<HTMLElement>('.callout');
  if (callout) self.fire('callouttap', { markerId: Number(callout.dataset.markerId) });
  if (callout) return undefined;
  if (opened.delete(self.element)) draw(self);
  const box = self.element.getBoundingClientRect();
  return placeAt(self, x - box.left - box.width / 2, y - box.top - box.height / 2);
}
