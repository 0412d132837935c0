import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.ts';
import { DemoPhones } from './demo-phones.ts';
import { PhonesController } from './phones.controller.ts';

@Module({ imports: [IdentityModule], controllers: [PhonesController], providers: [DemoPhones] })
export class DemoModule {}
