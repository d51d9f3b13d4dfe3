-- The sum of a service's stars, so that one more review is added to it and not all are counted again.

ALTER TABLE services ADD COLUMN rating_sum bigint NOT NULL DEFAULT 0;
UPDATE services SET rating_sum = coalesce((SELECT sum(r.rating) FROM reviews r WHERE r.service_id = services.id), 0) WHERE review_count > 0;
