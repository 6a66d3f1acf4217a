-- SPDX-License-Identifier: Apache-2.0
-- The events of the auction house, and its three kinds.
CREATE TABLE nexmark (
  event_type INT, date_time TIMESTAMP(3),
  person_id BIGINT, person_name STRING, person_email_address STRING, person_credit_card STRING,
  person_city STRING, person_state STRING, person_extra STRING,
  auction_id BIGINT, auction_item_name STRING, auction_description STRING, auction_initial_bid BIGINT,
  auction_reserve BIGINT, auction_expires TIMESTAMP(3), auction_seller BIGINT, auction_category BIGINT,
  auction_extra STRING,
  bid_auction BIGINT, bid_bidder BIGINT, bid_price BIGINT, bid_channel STRING, bid_url STRING, bid_extra STRING,
  WATERMARK FOR date_time AS date_time - INTERVAL '4' SECOND
) WITH ('connector' = 'nexmark');

CREATE VIEW person AS
SELECT person_id AS id, person_name AS name, person_email_address AS emailAddress, person_credit_card AS creditCard,
  person_city AS city, person_state AS state, date_time AS dateTime, person_extra AS extra
FROM nexmark WHERE event_type = 0;

CREATE VIEW auction AS
SELECT auction_id AS id, auction_item_name AS itemName, auction_description AS description,
  auction_initial_bid AS initialBid, auction_reserve AS reserve, date_time AS dateTime, auction_expires AS expires,
  auction_seller AS seller, auction_category AS category, auction_extra AS extra
FROM nexmark WHERE event_type = 1;

CREATE VIEW bid AS
SELECT bid_auction AS auction, bid_bidder AS bidder, bid_price AS price, bid_channel AS channel, bid_url AS url,
  date_time AS dateTime, bid_extra AS extra
FROM nexmark WHERE event_type = 2;
