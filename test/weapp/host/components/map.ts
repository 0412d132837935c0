// A map without tiles: a plain field in Mercator projection on which the markers are dots. It proves positions,
// taps and moves; it does not prove the look of WeChat's map.
import { make } from '../overlay.ts';
import { amount, type BuiltIn, type Kind, text } from './kind.ts';

export interface Place {
  latitude: number;
  longitude: number;
}

interface Marker extends Place {
  id?: number;
  title?: string;
  label?: { content?: string };
  callout?: { content?: string };
}

interface View {
  centre: Place;
  scale: number;
}

const views = new WeakMap<Element, View>();

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
  self.element.appendChild(dot);
}

function draw(self: BuiltIn): void {
  for (const old of self.element.querySelectorAll(':scope > .marker, :scope > .here')) old.remove();
  for (const marker of (self.data.markers ?? []) as Marker[]) {
    const dot = make('div', 'marker', text(marker.label?.content ?? marker.callout?.content));
    dot.dataset.markerId = text(marker.id);
    dot.setAttribute('role', 'button');
    dot.setAttribute('aria-label', text(marker.title) || `标记 ${text(marker.id)}`);
    put(self, dot, { latitude: Number(marker.latitude), longitude: Number(marker.longitude) });
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
 * What a tap at `x`, `y` (window pixels) on a map means: a marker raises `markertap` and nothing else (undefined comes
 * back), any other spot is the place to put into the detail of the map's own `tap`.
 */
export function tapOnMap(self: BuiltIn, target: Element, x: number, y: number): Place | undefined {
  const dot = target.closest<HTMLElement>('.marker');
  if (dot) {
    self.fire('markertap', { markerId: Number(dot.dataset.markerId) });
    return undefined;
  }
  const box = self.element.getBoundingClientRect();
  return placeAt(self, x - box.left - box.width / 2, y - box.top - box.height / 2);
}
