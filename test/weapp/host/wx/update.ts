// wx.getUpdateManager(): a new version that was fetched while the app runs.
import { Listeners } from './stay.ts';

const checked = new Listeners<{ hasUpdate: boolean }>();
const ready = new Listeners<object>();
const failed = new Listeners<object>();
let fetched = false;

export const updateManager = {
  onCheckForUpdate: checked.on,
  onUpdateReady: ready.on,
  onUpdateFailed: failed.on,
  /** Ends the app and starts the new version; without one there is nothing to apply. */
  applyUpdate: () => {
    if (!fetched) throw new Error('applyUpdate:fail update is not ready');
    window.location.reload();
  },
};

/** At every cold start WeChat asks whether there is a new version. */
export const checkForUpdate = (): void => checked.tell({ hasUpdate: false });

export function announceUpdate(outcome: 'ready' | 'failed'): void {
  fetched = outcome === 'ready';
  checked.tell({ hasUpdate: true });
  (fetched ? ready : failed).tell({});
}
