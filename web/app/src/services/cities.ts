import type { Place } from '@parley/client';
import i18next from 'i18next';

interface City extends Place {
  zh: string;
  en: string;
}

/** Where many are: for whoever doesn't know where that lies in numbers. */
export const CITIES: readonly City[] = [
  { zh: '北京', en: 'Beijing', lat: 39.9042, lng: 116.4074 },
  { zh: '上海', en: 'Shanghai', lat: 31.2304, lng: 121.4737 },
  { zh: '广州', en: 'Guangzhou', lat: 23.1291, lng: 113.2644 },
  { zh: '深圳', en: 'Shenzhen', lat: 22.5431, lng: 114.0579 },
  { zh: '杭州', en: 'Hangzhou', lat: 30.2741, lng: 120.1551 },
  { zh: '南京', en: 'Nanjing', lat: 32.0603, lng: 118.7969 },
  { zh: '苏州', en: 'Suzhou', lat: 31.2989, lng: 120.5853 },
  { zh: '成都', en: 'Chengdu', lat: 30.5728, lng: 104.0668 },
  { zh: '重庆', en: 'Chongqing', lat: 29.563, lng: 106.5516 },
  { zh: '武汉', en: 'Wuhan', lat: 30.5928, lng: 114.3055 },
  { zh: '西安', en: 'Xi’an', lat: 34.3416, lng: 108.9398 },
  { zh: '天津', en: 'Tianjin', lat: 39.0842, lng: 117.2009 },
  { zh: '香港', en: 'Hong Kong', lat: 22.3193, lng: 114.1694 },
];

export const cityName = ({ zh, en }: City): string => (i18next.language === 'zh-CN' ? zh : en);

/** Which of them a place is, if it is one. */
export const cityAt = (place: Place | null): City | undefined => CITIES.find(({ lat, lng }) => lat === place?.lat && lng === place.lng);
