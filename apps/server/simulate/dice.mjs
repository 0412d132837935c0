// Chance that is the same in every run of one seed. Each part of a simulation throws dice of its own, so that one more throw
// in one place changes nothing elsewhere.

/** A number from 0 to 2^32 that depends on all of a text. */
function hashOf(text) {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

export class Dice {
  constructor(seed) {
    this.state = typeof seed === 'string' ? hashOf(seed) : seed | 0;
  }

  /** From 0 up to but not including 1. */
  next() {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0 up to but not including `count`. */
  below(count) {
    return Math.floor(this.next() * count);
  }

  chance(share) {
    return this.next() < share;
  }

  pick(items) {
    return items[this.below(items.length)];
  }

  /** One of the items, each as likely as `weightOf` says; undefined where all weigh nothing. */
  weighted(items, weightOf) {
    const weights = items.map(weightOf);
    let left = this.next() * weights.reduce((sum, weight) => sum + weight, 0);
    for (let at = 0; at < items.length; at++) {
      left -= weights[at];
      if (left < 0) return items[at];
    }
    return undefined;
  }

  /** Around `median`, always positive, and now and then much longer: how long people take. */
  lasting(median, spread = 0.6) {
    const normal = Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
    return median * Math.exp(spread * normal);
  }
}
