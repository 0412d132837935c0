// The logic layer runs in a realm of its own that has the language and timers but no DOM, like WeChat's: a stray
// `document`, `URL` or `AbortController` fails here as it would on a phone, and a polyfill works as it would there.

const LANGUAGE = new Set([
  ...[
    'Object',
    'Function',
    'Array',
    'String',
    'Number',
    'Boolean',
    'Symbol',
    'BigInt',
    'Math',
    'JSON',
    'Date',
    'RegExp',
  ],
  ...['Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError'],
  ...['Promise', 'Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'Proxy', 'Reflect', 'ArrayBuffer', 'DataView'],
  ...['Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array'],
  ...['Float32Array', 'Float64Array', 'parseInt', 'parseFloat', 'isNaN', 'isFinite', 'NaN', 'Infinity', 'undefined'],
  ...['globalThis', 'encodeURI', 'encodeURIComponent', 'decodeURI', 'decodeURIComponent', 'escape', 'unescape', 'eval'],
  ...['console', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
]);

type RealmGlobal = typeof globalThis;

export interface Realm {
  global: RealmGlobal;
  /** Runs one file of the mini-program as a function of the given names. */
  evaluate(id: string, source: string, scope: Record<string, unknown>): void;
  /** Copies plain data into the realm, so that `instanceof Object` and `instanceof ArrayBuffer` hold there. */
  copyIn(value: unknown): unknown;
  /** A promise of the realm that settles as `work` does. */
  promise<T>(work: Promise<T>): Promise<T>;
}

function frameGlobal(): RealmGlobal {
  const frame = document.createElement('iframe');
  frame.style.display = 'none';
  document.body.appendChild(frame);
  return frame.contentWindow as unknown as RealmGlobal;
}

/** Every global name of the realm that a mini-program must not see, its prototype chain included. */
function hostNames(global: RealmGlobal): string[] {
  const names = new Set<string>();
  const end = global.Object.prototype;
  for (
    let level: object | null = global;
    level && level !== end;
    level = Object.getPrototypeOf(level) as object | null
  ) {
    for (const name of Object.getOwnPropertyNames(level)) if (!LANGUAGE.has(name)) names.add(name);
  }
  names.delete('constructor');
  return [...names];
}

/** Makes the realm. `report` gets what is thrown or rejected in it without being caught. */
export function createRealm(report: (problem: string) => void): Realm {
  const global = frameGlobal();
  const listen = EventTarget.prototype.addEventListener;
  watch(global as unknown as EventTarget, report, listen);
  const {
    Function: RealmFunction,
    Object: RealmObject,
    Array: RealmArray,
    ArrayBuffer: RealmBuffer,
    Promise: RealmPromise,
  } = global;
  for (const name of hostNames(global)) Reflect.deleteProperty(global, name);
  // What cannot be deleted (document, location, …) is shadowed by a parameter that is never passed.
  const shadowed = hostNames(global).filter((name) => /^[A-Za-z_$][\w$]*$/.test(name));

  const copyIn = (value: unknown): unknown => {
    if (value instanceof ArrayBuffer) {
      const copy = new RealmBuffer(value.byteLength);
      new Uint8Array(copy).set(new Uint8Array(value));
      return copy;
    }
    if (Array.isArray(value)) return RealmArray.from(value, copyIn);
    if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
    const copy = new RealmObject() as Record<string, unknown>;
    for (const [key, part] of Object.entries(value)) copy[key] = copyIn(part);
    return copy;
  };

  return {
    global,
    evaluate(id, source, scope) {
      const names = [...Object.keys(scope), ...shadowed.filter((name) => !(name in scope))];
      const run = new RealmFunction(...names, `${source}\n//# sourceURL=weapp:///${id}.js`);
      run.call(undefined, ...Object.values(scope));
    },
    copyIn,
    promise: (work) => new RealmPromise((resolve, reject) => work.then(resolve, reject)),
  };
}

/** Reports uncaught errors and unhandled rejections of one global object. */
export function watch(
  target: EventTarget,
  report: (problem: string) => void,
  listen: EventTarget['addEventListener'] = EventTarget.prototype.addEventListener,
): void {
  listen.call(target, 'error', (event: Event) => {
    const { error, message } = event as ErrorEvent;
    if (error || message) report(describe(error ?? message));
  });
  listen.call(target, 'unhandledrejection', (event: Event) => {
    report(`unhandled rejection: ${describe((event as PromiseRejectionEvent).reason)}`);
  });
}

/** An error of any realm as text, with its stack where it has one. */
export function describe(reason: unknown): string {
  if (typeof reason !== 'object' || reason === null) return String(reason);
  const { stack, errMsg } = reason as { stack?: string; errMsg?: string };
  return String(stack ?? errMsg ?? JSON.stringify(reason));
}
