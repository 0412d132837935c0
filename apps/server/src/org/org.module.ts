import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.ts';
import { OrgController } from './org.controller.ts';
import { OrgQueries } from './org.queries.ts';

@Module({ imports: [IdentityModule], controllers: [OrgController], providers: [OrgQueries] })
export class OrgModule {}
