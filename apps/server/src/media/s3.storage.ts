/**
 * Photos in a bucket that speaks S3 (a cloud's or one's own). The SDK is loaded on first use, because most districts keep their photos
 * in a folder and need not pay its start.
 */
import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { Storage, type StoredObject } from './storage.ts';

export interface S3Options {
  endpoint?: string | undefined;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** Put before every key, such as `liudan/`. */
  prefix?: string;
}

const load = async (options: S3Options) => {
  const [sdk, { Upload }] = await Promise.all([import('@aws-sdk/client-s3'), import('@aws-sdk/lib-storage')]);
  const client: S3Client = new sdk.S3Client({
    region: options.region,
    ...(options.endpoint ? { endpoint: options.endpoint } : {}),
    forcePathStyle: Boolean(options.endpoint),
    credentials: { accessKeyId: options.accessKeyId, secretAccessKey: options.secretAccessKey },
    // By default the SDK frames a streamed body with checksums; stores that don't know the framing keep it inside the object.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 20_000 },
  });
  return { sdk, client, Upload };
};

export class S3Storage extends Storage {
  private loaded: ReturnType<typeof load> | null = null;

  constructor(private readonly options: S3Options) {
    super();
  }

  override async put(key: string, body: Buffer | Readable, type = 'image/jpeg'): Promise<void> {
    const { sdk, client, Upload } = await this.load();
    const target = { Bucket: this.options.bucket, Key: this.keyOf(key), ContentType: type };
    if (Buffer.isBuffer(body)) {
      await client.send(new sdk.PutObjectCommand({ ...target, Body: body, ContentLength: body.length }));
    } else {
      // A stream of unknown length can only go up in parts.
      await new Upload({ client, params: { ...target, Body: body }, leavePartsOnError: false }).done();
    }
  }

  override async get(key: string): Promise<StoredObject | null> {
    const { sdk, client } = await this.load();
    try {
      const found = await client.send(new sdk.GetObjectCommand({ Bucket: this.options.bucket, Key: this.keyOf(key) }));
      return found.Body instanceof Readable ? { body: found.Body, bytes: found.ContentLength ?? 0 } : null;
    } catch (error) {
      if (error instanceof sdk.S3ServiceException && error.$metadata.httpStatusCode === 404) return null;
      throw error;
    }
  }

  override async remove(key: string): Promise<void> {
    const { sdk, client } = await this.load();
    await client.send(new sdk.DeleteObjectCommand({ Bucket: this.options.bucket, Key: this.keyOf(key) }));
  }

  override async check(): Promise<void> {
    const { sdk, client } = await this.load();
    await client.send(new sdk.HeadBucketCommand({ Bucket: this.options.bucket }));
  }

  private load(): ReturnType<typeof load> {
    this.loaded ??= load(this.options);
    return this.loaded;
  }

  private keyOf(key: string): string {
    return `${this.options.prefix ?? ''}${key}`;
  }
}
