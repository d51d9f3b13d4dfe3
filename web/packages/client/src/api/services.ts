import type { Http } from '../http/http.js';
import type { Page, Person, Place } from '../types.js';

export interface Service {
  id: string;
  providerId: string;
  provider?: Person & { rating?: number | null };
  name: string;
  description: string | null;
  category: string;
  subcategory?: string | null;
  price: number;
  currency: string;
  location: Place;
  status: string;
  images: string[];
  tags: string[];
  rating: number | null;
  reviewCount: number;
  distanceKm?: number;
  /** Why it is recommended. */
  reason?: string;
  createdAt: string;
  updatedAt: string;
}

export interface ServiceInput {
  name: string;
  description?: string | null;
  category: string;
  subcategory?: string | null;
  price: number;
  currency?: string;
  location: Place;
  status?: string;
  images?: string[];
  tags?: string[];
}

export interface NearbyQuery {
  lat?: number;
  lng?: number;
  /** Kilometres, 0 to 200. */
  radius?: number;
  category?: string;
  minPrice?: number;
  maxPrice?: number;
  minRating?: number;
  sort?: 'rating' | 'distance' | 'price';
  limit?: number;
  page?: number;
}

export interface Review {
  id: string;
  orderId: string;
  serviceId: string | null;
  customer?: Person;
  rating: number;
  comment: string | null;
  photos: string[];
  createdAt: string;
}

/** What providers offer. */
export class ServicesApi {
  constructor(private readonly http: Http) {}

  nearby = (query: NearbyQuery): Promise<Service[]> => this.http.get('/api/v1/services/nearby', { query: { ...query } });
  recommended = (query: { lat?: number; lng?: number; limit?: number } = {}): Promise<Service[]> => this.http.get('/api/v1/services/recommended', { query });
  categories = (): Promise<string[]> => this.http.get('/api/v1/services/categories');
  /** How many there are on offer in the tenant. */
  count = async (): Promise<number> => (await this.http.page('/api/v1/services', { query: { limit: 1 } })).total;

  /** What one provider offers. */
  of = async (providerId: string): Promise<Service[]> => (await this.http.page<Service>('/api/v1/services', { query: { providerId, limit: 100 } })).items;

  /** One's own, by category. */
  mine = (status?: string): Promise<{ category: string; services: Service[] }[]> => this.http.get('/api/v1/services/mine', { query: { status } });
  read = (id: string): Promise<Service> => this.http.get(`/api/v1/services/${id}`);
  create = (service: ServiceInput): Promise<Service> => this.http.post('/api/v1/services', service);
  change = (id: string, change: Partial<ServiceInput>): Promise<Service> => this.http.patch(`/api/v1/services/${id}`, change);
  remove = (id: string): Promise<void> => this.http.delete(`/api/v1/services/${id}`);
  reviews = (id: string, page = 1, limit = 20): Promise<Page<Review>> => this.http.page(`/api/v1/services/${id}/reviews`, { query: { page, limit } });
}
