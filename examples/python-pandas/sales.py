"""Prints what was sold per region, and where it is heading."""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

SALES = Path(__file__).with_name("sales.csv")


def revenue_by_region(sales: pd.DataFrame) -> pd.DataFrame:
    """Units and revenue of each region, the best seller first."""
    return (
        sales.assign(revenue=sales["units"] * sales["price"])
        .groupby("region")[["units", "revenue"]]
        .sum()
        .sort_values("revenue", ascending=False)
    )


def monthly_growth(sales: pd.DataFrame) -> float:
    """Units by which sales grow each month: the slope of the line that fits best."""
    units = sales.groupby("month")["units"].sum()
    if len(units) < 2:
        return 0.0
    slope, _ = np.polyfit(np.arange(len(units)), units, 1)
    return float(slope)


def main(path: Path) -> None:
    sales = pd.read_csv(path)
    print(f"numpy {np.__version__}, pandas {pd.__version__}")
    print(revenue_by_region(sales).to_string(float_format="{:.2f}".format))
    print(f"growth: {monthly_growth(sales):+.1f} units a month")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SALES)
