-- SPDX-License-Identifier: Apache-2.0
-- Every bid as it is.
SELECT auction, bidder, price, dateTime, extra FROM bid;
