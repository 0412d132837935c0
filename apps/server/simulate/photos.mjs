// Photos of a simulation: a handful of drawings, kept once each; every photo somebody takes is a row of its own that shows one.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Ids } from '../dist/kernel/ids.js';
import { Media } from '../dist/media/media.entity.js';
import { redraw } from '../dist/media/picture.js';
import { Storage } from '../dist/media/storage.js';
import { drawings, sceneOf } from './scenes.mjs';

const DRAW = fileURLToPath(new URL('./draw.mjs', import.meta.url));

export class Photos {
  kept = new Map();

  constructor(house) {
    this.house = house;
    this.ids = house.of(Ids);
  }

  /** Draws all scenes and puts them where the server keeps its photos. */
  async prepare() {
    const folder = await mkdtemp(path.join(tmpdir(), 'liudan-scenes-'));
    const storage = this.house.of(Storage);
    try {
      await promisify(execFile)(process.execPath, [DRAW, folder]);
      for (const { name } of drawings()) {
        const { full, thumb, width, height, sha256 } = await redraw(path.join(folder, `${name}.jpg`));
        const storageKey = `si/mu/${name}`;
        await storage.put(`${storageKey}.full.jpg`, full);
        await storage.put(`${storageKey}.thumb.jpg`, thumb);
        this.kept.set(name, { width, height, sha256, storageKey, bytes: full.length });
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** A photo somebody took and has not used yet; gives its id. */
  async take(ownerId, leaf, done) {
    const row = { ...this.kept.get(`${sceneOf(leaf)}-${done ? 'after' : 'before'}`), id: this.ids.next(), ownerId };
    await this.house.database.write((tx) => tx.insert(Media, { ...row, createdAt: this.house.clock.now() }));
    return row.id;
  }
}
