/** Saving a picture: into the album of a phone, or among a browser's downloads. */
import Taro from '@tarojs/taro';
import { reason } from '@/services/permission.ts';
import { isH5, offerSettings, say } from '@/services/platform.ts';

/** False where it was not saved; why has been said. */
export const savePicture = (url: string, name: string): Promise<boolean> =>
  isH5 ? download(url, name) : intoAlbum(url);

async function download(url: string, name: string): Promise<boolean> {
  try {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(String(answer.status));
    const file = await answer.blob();
    const address = URL.createObjectURL(file);
    const link = document.createElement('a');
    link.href = address;
    link.download = `${name}.${file.type === 'image/jpeg' ? 'jpg' : 'png'}`;
    link.click();
    // The browser has to have begun with it.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    return true;
  } catch {
    say('图片没有取到，请刷新后再试。');
    return false;
  }
}

async function intoAlbum(url: string): Promise<boolean> {
  try {
    const { statusCode, tempFilePath } = await Taro.downloadFile({ url });
    if (statusCode !== 200) throw new Error(String(statusCode));
    await Taro.saveImageToPhotosAlbum({ filePath: tempFilePath });
    return true;
  } catch (error) {
    const why = reason(error);
    if (/cancel/i.test(why)) return false;
    if (!/deny|denied|auth/i.test(why)) {
      say('图片没有保存下来，请再试一次。');
      return false;
    }
    await offerSettings('保存二维码要用到相册权限，现在去打开吗？');
    return false;
  }
}
