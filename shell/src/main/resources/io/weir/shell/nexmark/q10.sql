-- SPDX-License-Identifier: Apache-2.0
-- Every bid with its day and minute, by which files are partitioned.
SELECT auction, bidder, price, dateTime, extra,
  DATE_FORMAT(dateTime, 'yyyy-MM-dd') AS dt, DATE_FORMAT(dateTime, 'HH:mm') AS hm
FROM bid;
