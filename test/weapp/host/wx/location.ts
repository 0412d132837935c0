import { builtInOf } from '../components/kind.ts';
import { centreOf, moveMap, type Place, regionOf } from '../components/map.ts';
import { addButtons, make, openSheet } from '../overlay.ts';
import type { AppConfig, Boot } from '../program.ts';
import { ApiFailure, type ApiGroup } from './api.ts';
import { needScope } from './permission.ts';

/** The browser's position, which the test sets. It is handed on as it is, whichever coordinate system is asked for. */
function position(): Promise<GeolocationCoordinates> {
  return new Promise((resolve, reject) => {
    const fail = (error: GeolocationPositionError) =>
      reject(new ApiFailure(error.code === 1 ? 'auth deny' : error.message, error.code === 1 ? { errno: 103 } : {}));
    navigator.geolocation.getCurrentPosition(({ coords }) => resolve(coords), fail, { timeout: 10_000 });
  });
}

async function chooseLocation(given: Partial<Place>) {
  const here = await position().catch(() => ({ latitude: 39.92, longitude: 116.46 }));
  return new Promise((resolve, reject) => {
    const { box, close } = openSheet('bottom', '选择位置');
    box.appendChild(make('h2', '', '选择位置'));
    const field = (label: string, value: string) => {
      const input = document.createElement('input');
      input.setAttribute('aria-label', label);
      input.value = value;
      box.appendChild(input);
      return input;
    };
    const name = field('地点名称', '');
    const address = field('地址', '');
    const latitude = field('纬度', String(given.latitude ?? here.latitude));
    const longitude = field('经度', String(given.longitude ?? here.longitude));
    const cancel = () => {
      close();
      reject(new ApiFailure('cancel'));
    };
    const choose = () => {
      close();
      const place = { latitude: Number(latitude.value), longitude: Number(longitude.value) };
      resolve({ name: name.value, address: address.value, ...place });
    };
    addButtons(box, [
      ['取消', cancel],
      ['确定', choose],
    ]);
  });
}

type WithAnswer<T> = T & { success?: (answer: unknown) => void; complete?: (answer: unknown) => void };

function createMapContext(id: string) {
  const self = () => {
    const map = [...document.querySelectorAll('wx-map')].find((element) => element.id === id);
    const found = map && builtInOf(map);
    if (!found) throw new Error(`no map with id "${id}"`);
    return found;
  };
  const tell = (options: WithAnswer<object> | undefined, answer: object) => {
    options?.success?.(answer);
    options?.complete?.(answer);
    return Promise.resolve(answer);
  };
  return {
    getCenterLocation: (options?: WithAnswer<object>) => tell(options, centreOf(self())),
    getRegion: (options?: WithAnswer<object>) => tell(options, regionOf(self())),
    getScale: (options?: WithAnswer<object>) => tell(options, { scale: Number(self().data.scale ?? 16) }),
    async moveToLocation(options: WithAnswer<Partial<Place>> = {}) {
      const { latitude, longitude } = options.latitude === undefined ? await position() : options;
      moveMap(self(), { latitude: Number(latitude), longitude: Number(longitude) }, 'update');
      return tell(options, {});
    },
    includePoints(options: WithAnswer<{ points: Place[] }>) {
      const mean = (pick: (p: Place) => number) =>
        options.points.reduce((sum, p) => sum + pick(p), 0) / options.points.length;
      moveMap(self(), { latitude: mean((p) => p.latitude), longitude: mean((p) => p.longitude) }, 'update');
      return tell(options, {});
    },
  };
}

export function location(boot: Boot, app: AppConfig): ApiGroup {
  return {
    calls: {
      async getLocation() {
        await needScope(boot, 'scope.userLocation', app.permission?.['scope.userLocation']?.desc);
        const { latitude, longitude, accuracy } = await position();
        const fixed = { speed: -1, altitude: 0, verticalAccuracy: 0 };
        return { latitude, longitude, accuracy, horizontalAccuracy: accuracy, ...fixed };
      },
      chooseLocation,
      openLocation: () => undefined,
    },
    sync: { createMapContext },
  };
}
