"""A group asks its supporters whether it withdraws what it said for somebody who was elected."""
