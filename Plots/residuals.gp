# Redraw with: gnuplot residuals.gp
reset
set encoding utf8
if (!exists('picture')) picture = 0
picture = picture + 1
if (picture == 1) set terminal svg size 860,480 dynamic enhanced font 'DejaVu Sans&#44;Verdana&#44;Bitstream Vera Sans&#44;Arial&#44;Helvetica&#44;sans-serif,12.5' background rgb 'white' rounded name 'residuals'; set output 'residuals.svg'
$panel1_1 << EOD
0.9592641193252643 1.0143806411888407 1.0040525571214844 1.0219848151949111
1.9185282386505287 0.9761939142672441 0.9699695696969881 0.995380515621641
3.8370564773010574 0.9838277040850757 0.9656417362539169 1.001950576971235
7.674112954602115 0.9773508927594303 0.9590224306942269 0.9925057986155582
15.34822590920423 1.117144650244484 1.0968211439707334 1.1363606746156767
30.69645181840846 1.027306028038714 0.9501799151328681 1.0425461308228603
61.39290363681692 0.9791917286924344 0.9673630305420579 1.0126217314914003
122.78580727363384 0.9572852209527783 0.9475067239666806 0.9618345085543853
EOD
$panel1_3 << EOD
1.0424657608411214 1.001866243022444 0.9951729093399632 1.017941240146966
2.084931521682243 0.9915453627256607 0.9742461350793546 1.006575089006188
4.169863043364486 0.9932743333445707 0.9808252048462818 1.0078991373163528
8.339726086728971 0.9885261189319238 0.9702735561864281 1.00422588963618
16.679452173457943 0.9998991194464166 0.9610778327882554 1.021739153982909
33.358904346915885 0.9995256557976215 0.9699101255079653 1.0254755713240993
66.71780869383177 0.9960564548419655 0.972890253615734 1.0433728353649232
133.43561738766354 0.9813017825897622 0.9560311950685166 1.0474776438162618
266.8712347753271 1.0004187747921407 0.9623603874590528 1.0166347947393026
533.7424695506542 1.022967173237813 1.004315903841546 1.024660833780191
1067.4849391013083 1.025451137004083 1.0148022226467195 1.0396528008589392
2134.9698782026167 1.0129250102727645 0.9896807818981205 1.0149307341918155
4269.939756405233 0.9902917684485943 0.9874006314634354 1.0117516582611439
EOD
$panel1_references << EOD
0.7474246243174693 1
5480.151264403915 1
NaN NaN
0.7474246243174693 0.9
5480.151264403915 0.9
NaN NaN
0.7474246243174693 1.1
5480.151264403915 1.1
NaN NaN
EOD
$panel1_shade1 << EOD
0.7474246243174693 0.9
5480.151264403915 0.9
5480.151264403915 1.1
0.7474246243174693 1.1
0.7474246243174693 0.9
EOD
set multiplot
set border 3 linecolor rgb '#888888' linewidth 1
set grid xtics ytics back linetype 1 dashtype solid linecolor rgb '#E4E4E4' linewidth 0.8
unset key
set label '{/:Bold 1 of 21 measured times lies more than 10 % off its fitted law, by +11.7 % at 16 segments}' at screen 0.01628,0.94683 left front font ',16' textcolor rgb '#222222'
set label '1 layer of opt-125m, f32, mask full, 2 threads, segments of 512 positions with 10 memory rows' at screen 0.01628,0.90283 left front font ',11' textcolor rgb '#666666'
set label 'medians of 3 to 35 rounds, bars: 95 % interval from 6 rounds on, else the range' at screen 0.01628,0.87258 left front font ',11' textcolor rgb '#666666'
set label 'AMD EPYC, 2 cores, debug, kernels optimised, commit 3ee3a054e6b4' at screen 0.01628,0.84233 left front font ',11' textcolor rgb '#666666'
set label '' at screen 0.02326,0.80067 point pointtype 7 pointsize 0.7 linecolor rgb '#222222'
set label 'measured, the law was fitted to it' at screen 0.03721,0.80067 left front font ',11' textcolor rgb '#222222'

set lmargin at screen 0.09535
set rmargin at screen 0.86887
set tmargin at screen 0.72463
set bmargin at screen 0.10633
set logscale x 2
set xrange [0.7474246243174693:5480.151264403915]
set xtics ('' 1.0, '' 2.0, '' 4.0, '' 8.0, '' 16.0, '' 32.0, '' 64.0, '' 128.0, '' 256.0, '' 512.0, '' 1024.0, '' 2048.0, '' 4096.0) nomirror out scale 0.5 font ',11' textcolor rgb '#222222'
unset logscale y
set yrange [0.871636719046119:1.1647239555695579]
set ytics ('−10 %%' 0.9, '−5 %%' 0.95, '0 %%' 1.0, '+5 %%' 1.05, '+10 %%' 1.1, '+15 %%' 1.15) nomirror out scale 0.5 font ',11' textcolor rgb '#222222'
set label 'time of one forward pass, measured / fitted law; grey: within 10 %' at screen 0.0907,0.75171 left front font ',12.5' textcolor rgb '#222222'
set label 'segments' at screen 0.07907,0.07508 right front font ',11' textcolor rgb '#666666'
set label '1' at screen 0.12065,0.07508 center front font ',11' textcolor rgb '#222222'
set label '2' at screen 0.18089,0.07508 center front font ',11' textcolor rgb '#222222'
set label '4' at screen 0.24114,0.07508 center front font ',11' textcolor rgb '#222222'
set label '8' at screen 0.30138,0.07508 center front font ',11' textcolor rgb '#222222'
set label '16' at screen 0.36162,0.07508 center front font ',11' textcolor rgb '#222222'
set label '32' at screen 0.42186,0.07508 center front font ',11' textcolor rgb '#222222'
set label '64' at screen 0.48211,0.07508 center front font ',11' textcolor rgb '#222222'
set label '128' at screen 0.54235,0.07508 center front font ',11' textcolor rgb '#222222'
set label '256' at screen 0.60259,0.07508 center front font ',11' textcolor rgb '#222222'
set label '512' at screen 0.66284,0.07508 center front font ',11' textcolor rgb '#222222'
set label '1,024' at screen 0.72308,0.07508 center front font ',11' textcolor rgb '#222222'
set label '2,048' at screen 0.78332,0.07508 center front font ',11' textcolor rgb '#222222'
set label '4,096' at screen 0.84356,0.07508 center front font ',11' textcolor rgb '#222222'
set label 'tokens' at screen 0.07907,0.04483 right front font ',11' textcolor rgb '#666666'
set label '512' at screen 0.12065,0.04483 center front font ',11' textcolor rgb '#666666'
set label '1Ki' at screen 0.18089,0.04483 center front font ',11' textcolor rgb '#666666'
set label '2Ki' at screen 0.24114,0.04483 center front font ',11' textcolor rgb '#666666'
set label '4Ki' at screen 0.30138,0.04483 center front font ',11' textcolor rgb '#666666'
set label '8Ki' at screen 0.36162,0.04483 center front font ',11' textcolor rgb '#666666'
set label '16Ki' at screen 0.42186,0.04483 center front font ',11' textcolor rgb '#666666'
set label '32Ki' at screen 0.48211,0.04483 center front font ',11' textcolor rgb '#666666'
set label '64Ki' at screen 0.54235,0.04483 center front font ',11' textcolor rgb '#666666'
set label '128Ki' at screen 0.60259,0.04483 center front font ',11' textcolor rgb '#666666'
set label '256Ki' at screen 0.66284,0.04483 center front font ',11' textcolor rgb '#666666'
set label '512Ki' at screen 0.72308,0.04483 center front font ',11' textcolor rgb '#666666'
set label '1Mi' at screen 0.78332,0.04483 center front font ',11' textcolor rgb '#666666'
set label '2Mi' at screen 0.84356,0.04483 center front font ',11' textcolor rgb '#666666'
set label 'full attention' at screen 0.55153,0.2615 left front font ',12.5' textcolor rgb '#0072B2'
set label '+10 %' at screen 0.88747,0.58808 left front font ',11' textcolor rgb '#666666'
set label 'the law' at screen 0.88747,0.38305 left front font ',11' textcolor rgb '#666666'
set label 'RMT' at screen 0.88747,0.35072 left front font ',12.5' textcolor rgb '#D55E00'
set label '−10 %' at screen 0.88747,0.16617 left front font ',11' textcolor rgb '#666666'
plot \
  $panel1_shade1 using 1:2 with filledcurves closed fillcolor rgb '#EDEDED' fillstyle solid noborder, \
  $panel1_references using 1:2 with lines linecolor rgb '#888888' linewidth 1 dashtype (8,5), \
  $panel1_1 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#0072B2' linewidth 1.2 dashtype solid, \
  $panel1_1 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072B2', \
  $panel1_3 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#D55E00' linewidth 1.2 dashtype solid, \
  $panel1_3 using 1:2 with points pointtype 5 pointsize 0.7 linecolor rgb '#D55E00'
unset label
unset arrow
unset multiplot
unset output
if (picture < 1) reread
