import { type PlacedSystem, toGcj02 } from '@liudan/shared/dispatch/coordinates';
import { placeToGrid } from '@liudan/shared/dispatch/place';
import type { District } from '@liudan/shared/district/schema';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.ts';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { fail } from '../kernel/problem.ts';
import { Sealer } from '../kernel/sealed.ts';
import { PersonEntity } from './person.entity.ts';

/** What a person changes about himself; the duties are not among it. */
@Injectable()
export class MeActions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly sealer: Sealer,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** Only the version in force can be agreed to, because that is the one that was shown. */
  async agreePrivacy(personId: string, version: string): Promise<void> {
    if (version !== this.district.settings.privacy.version)
      fail('INVALID_INPUT', undefined, { version: '隐私说明已更新，请重新阅读' });
    await this.change(personId, { privacyVersion: version, privacyAgreedAt: this.clock.now() });
  }

  async nameMe(personId: string, kind: 'resident' | 'staff', name: string): Promise<void> {
    // The name of a member of staff is the roster's.
    if (kind === 'staff') fail('FORBIDDEN');
    await this.change(personId, { name: name === '' ? null : this.sealer.seal(name) });
  }

  /** A typed number: somebody to call, and no proof of who he is. */
  async contact(personId: string, kind: 'resident' | 'staff', phone: string): Promise<void> {
    if (kind === 'staff') fail('FORBIDDEN');
    await this.change(personId, {
      phone: this.sealer.seal(phone),
      phoneHash: this.sealer.hash(phone),
      phoneVerifiedAt: null,
    });
  }

  async tieByChoice(personId: string, communityId: string): Promise<void> {
    if (this.district.orgs.get(communityId)?.tier !== 'community')
      fail('INVALID_INPUT', undefined, { community: '没有这个社区' });
    await this.change(personId, { communityId, gridId: null });
  }

  async tieByGrid(personId: string, gridId: string): Promise<void> {
    const org = this.district.orgs.get(gridId);
    if (org?.tier !== 'grid' || org.communityId === undefined)
      fail('INVALID_INPUT', undefined, { grid: '没有这个网格' });
    await this.change(personId, { communityId: org.communityId, gridId });
  }

  async tieByPlace(personId: string, place: { lng: number; lat: number; system: PlacedSystem }): Promise<void> {
    const [lng, lat] = toGcj02(place);
    const grid = placeToGrid(this.district, lng, lat) ?? fail('PLACE_OUTSIDE');
    await this.change(personId, { communityId: grid.communityId, gridId: grid.gridId });
  }

  private async change(id: string, patch: Partial<PersonEntity>): Promise<void> {
    await this.database.write((tx) =>
      tx.createQueryBuilder().update(PersonEntity).set(patch).where({ id }).updateEntity(false).execute(),
    );
  }
}
