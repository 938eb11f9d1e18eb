import pandas as pd
import pytest

from sales import SALES, main, monthly_growth, revenue_by_region


@pytest.fixture
def sales() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "month": ["2025-01", "2025-01", "2025-02", "2025-02"],
            "region": ["north", "south", "north", "south"],
            "units": [10, 5, 12, 9],
            "price": [2.0, 5.0, 2.0, 5.0],
        }
    )


def test_revenue_is_summed_per_region_best_first(sales):
    result = revenue_by_region(sales)
    assert list(result.index) == ["south", "north"]
    assert list(result["units"]) == [14, 22]
    assert list(result["revenue"]) == [70.0, 44.0]


def test_growth_is_the_slope_over_the_months(sales):
    assert monthly_growth(sales) == pytest.approx(6.0)


def test_one_month_does_not_grow(sales):
    assert monthly_growth(sales[sales["month"] == "2025-01"]) == 0.0


def test_the_report_of_the_shipped_data(capsys):
    main(SALES)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("numpy ")
    assert lines[3].split() == ["north", "570", "5320.50"]
    assert lines[4].split() == ["south", "380", "3716.00"]
    assert lines[-1] == "growth: +25.0 units a month"
