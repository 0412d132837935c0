// What will happen, earliest first; what falls on one instant happens in the order in which it was added.
export class Heap {
  items = [];
  added = 0;

  get size() {
    return this.items.length;
  }

  add(at, what) {
    const items = this.items;
    items.push({ at: Math.round(at), order: this.added++, what });
    for (let child = items.length - 1; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (!earlier(items[child], items[parent])) break;
      [items[child], items[parent]] = [items[parent], items[child]];
      child = parent;
    }
  }

  /** The instant of the first; Infinity where there is none. */
  firstAt() {
    return this.items.length === 0 ? Number.POSITIVE_INFINITY : this.items[0].at;
  }

  take() {
    const items = this.items;
    const first = items[0];
    const last = items.pop();
    if (items.length > 0) {
      items[0] = last;
      for (let parent = 0; ; ) {
        const left = 2 * parent + 1;
        let least = parent;
        if (left < items.length && earlier(items[left], items[least])) least = left;
        if (left + 1 < items.length && earlier(items[left + 1], items[least])) least = left + 1;
        if (least === parent) break;
        [items[parent], items[least]] = [items[least], items[parent]];
        parent = least;
      }
    }
    return first;
  }
}

const earlier = (a, b) => a.at < b.at || (a.at === b.at && a.order < b.order);
